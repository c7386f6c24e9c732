use latchkey_domain::{Store, UnitOfWork};
use latchkey_store::SqlStore;
use sqlx::{AnyConnection, Connection as _};
use std::sync::Arc;
use tempfile::TempDir;

/// A fresh database and a way around its ports.
pub(crate) struct Database {
    pub(crate) store: Arc<dyn Store>,
    sql: SqlStore,
    url: String,
    folder: TempDir,
}

impl Database {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("latchkey.db").display());
        Self::open(url, folder).await
    }

    async fn open(url: String, folder: TempDir) -> Self {
        let sql = SqlStore::open(&url).await.expect("opens");
        sql.migrate().await.expect("migrates");
        Self {
            store: Arc::new(sql.clone()),
            sql,
            url,
            folder,
        }
    }

    /// The same database, as the next process finds it.
    pub(crate) async fn reopened(self) -> Self {
        self.sql.close().await;
        Self::open(self.url, self.folder).await
    }

    /// The store of another process on the same database.
    pub(crate) async fn second_process(&self) -> Arc<dyn Store> {
        Arc::new(SqlStore::open(&self.url).await.expect("opens"))
    }

    pub(crate) async fn migrate_again(&self) {
        self.sql.migrate().await.expect("migrates");
        self.sql.check().await.expect("usable");
    }

    pub(crate) async fn begin(&self) -> Box<dyn UnitOfWork> {
        self.store.begin().await.expect("begins")
    }

    pub(crate) async fn read(&self) -> Box<dyn UnitOfWork> {
        self.store.read().await.expect("begins")
    }

    /// Runs statements behind the ports' back.
    pub(crate) async fn tamper(&self, statements: &'static str) -> Result<(), sqlx::Error> {
        let mut connection = AnyConnection::connect(&self.url).await.expect("connects");
        let done = sqlx::raw_sql(statements).execute(&mut connection).await;
        connection.close().await.expect("closes");
        done.map(drop)
    }
}
