use latchkey_domain::{Store, UnitOfWork};
use latchkey_store::SqlStore;
use sqlx::{AnyConnection, AssertSqlSafe, Connection as _, Row as _, SqlSafeStr};
use std::sync::Arc;
use tempfile::TempDir;
use tokio::task::JoinHandle;

/// A fresh database and a way around its ports.
pub(crate) struct Database {
    pub(crate) store: Arc<dyn Store>,
    sql: SqlStore,
    url: String,
    /// Where SQLite's file is.
    folder: Option<TempDir>,
}

impl Database {
    pub(crate) async fn sqlite() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let url = format!("sqlite://{}", folder.path().join("latchkey.db").display());
        Self::open(url, Some(folder)).await
    }

    /// The database at `url` on the server of these tests.
    pub(crate) async fn postgres(url: String) -> Self {
        Self::open(url, None).await
    }

    async fn open(url: String, folder: Option<TempDir>) -> Self {
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
    pub(crate) async fn second_process(&self) -> Arc<SqlStore> {
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
    pub(crate) async fn tamper(&self, statements: impl SqlSafeStr) -> Result<(), sqlx::Error> {
        let mut connection = self.connection().await;
        let done = sqlx::raw_sql(statements).execute(&mut connection).await;
        connection.close().await.expect("closes");
        done.map(drop)
    }

    /// Lets anybody change the audit trail.
    pub(crate) async fn unguard_trail(&self) {
        let on_table = if self.folder.is_some() {
            ""
        } else {
            "ON audit"
        };
        for trigger in ["audit_refuses_update", "audit_refuses_delete"] {
            let statement = format!("DROP TRIGGER {trigger} {on_table}");
            self.tamper(AssertSqlSafe(statement))
                .await
                .expect("dropped");
        }
    }

    /// Whether `task` comes to wait for a lock in PostgreSQL; `false` when it ends without.
    pub(crate) async fn is_held_up<T>(&self, task: &JoinHandle<T>) -> bool {
        let mut connection = self.connection().await;
        while !task.is_finished() {
            let waiting: i64 = sqlx::query(
                "SELECT COUNT(*) FROM pg_stat_activity \
                 WHERE datname = current_database() AND wait_event_type = 'Lock'",
            )
            .fetch_one(&mut connection)
            .await
            .expect("an answer")
            .get(0);
            if waiting > 0 {
                return true;
            }
        }
        false
    }

    async fn connection(&self) -> AnyConnection {
        AnyConnection::connect(&self.url).await.expect("connects")
    }
}
