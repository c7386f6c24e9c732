use crate::{
    dialect::{Dialect, SQLITE},
    error::{OpenError, unavailable},
    transaction::SqlTransaction,
};
use async_trait::async_trait;
use latchkey_domain::{Store, StoreError, UnitOfWork};
use sqlx::{
    Any, AnyConnection, AnyPool, ConnectOptions as _, Connection as _, Transaction,
    any::{AnyConnectOptions, AnyPoolOptions, install_default_drivers},
    migrate::Migrator,
    sqlite::SqliteConnectOptions,
};
use std::{
    path::{Path, PathBuf},
    time::Duration,
};

static SQLITE_MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// How long a transaction waits for its turn. A page that waits longer is better answered with "try
/// again".
const PATIENCE: Duration = Duration::from_secs(5);

const READERS: u32 = 4;

/// The database: one connection that writes, some that read.
#[derive(Clone, Debug)]
pub struct SqlStore {
    writer: AnyPool,
    readers: AnyPool,
    dialect: &'static Dialect,
    migrations: &'static Migrator,
    patience: Duration,
}

impl SqlStore {
    /// Opens the SQLite database at `url`, a file path or `sqlite:///path`. A file that does not
    /// exist is created, readable by its owner only. Run [`SqlStore::migrate`] before first use.
    ///
    /// # Errors
    /// [`OpenError`], except for [`OpenError::Migrate`].
    pub async fn open(url: &str) -> Result<Self, OpenError> {
        install_default_drivers();
        let path = sqlite_path(url)?;
        create_private_file(&path)
            .await
            .map_err(|source| OpenError::File {
                path: path.clone(),
                source,
            })?;
        let address = SqliteConnectOptions::new().filename(&path).to_url_lossy();
        let options = AnyConnectOptions::from_url(&address).map_err(connect_error)?;
        let dialect = &SQLITE;
        // A pool would retry a broken file for long, and then not say what was wrong.
        try_connection(&options, dialect.writer_setup)
            .await
            .map_err(connect_error)?;
        let writer = pool(1, dialect.writer_setup)
            .connect_with(options.clone())
            .await
            .map_err(connect_error)?;
        let readers = pool(READERS, dialect.reader_setup)
            .connect_with(options)
            .await
            .map_err(connect_error)?;
        Ok(Self {
            writer,
            readers,
            dialect,
            migrations: &SQLITE_MIGRATIONS,
            patience: PATIENCE,
        })
    }

    /// Creates the tables, or brings those of an earlier version up to date. A crash in between
    /// leaves a state from which the next run goes on.
    ///
    /// # Errors
    /// [`OpenError::Migrate`]; also when a newer version of Latchkey made the tables.
    pub async fn migrate(&self) -> Result<(), OpenError> {
        self.migrations
            .run(&self.writer)
            .await
            .map_err(|error| OpenError::Migrate(error.into()))
    }

    /// Whether the database can be read and written right now.
    ///
    /// # Errors
    /// [`StoreError::Unavailable`] when not.
    pub async fn check(&self) -> Result<(), StoreError> {
        sqlx::query("SELECT COUNT(*) FROM processes")
            .fetch_one(&self.readers)
            .await
            .map_err(unavailable)?;
        self.start(&self.writer, self.dialect.begin_write)
            .await?
            .rollback()
            .await
            .map_err(unavailable)
    }

    /// Waits for running transactions and closes the database. Later transactions fail.
    pub async fn close(&self) {
        self.readers.close().await;
        self.writer.close().await;
    }

    async fn start(
        &self,
        pool: &AnyPool,
        begin: &'static str,
    ) -> Result<Transaction<'static, Any>, StoreError> {
        // Cancelling a begin is safe: sqlx rolls it back before the connection is used again.
        tokio::time::timeout(self.patience, pool.begin_with(begin))
            .await
            .map_err(unavailable)?
            .map_err(unavailable)
    }
}

#[async_trait]
impl Store for SqlStore {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let transaction = self.start(&self.writer, self.dialect.begin_write).await?;
        Ok(Box::new(SqlTransaction::new(
            transaction,
            self.dialect,
            true,
        )))
    }

    async fn read(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        let transaction = self.start(&self.readers, self.dialect.begin_read).await?;
        Ok(Box::new(SqlTransaction::new(
            transaction,
            self.dialect,
            false,
        )))
    }
}

async fn try_connection(
    options: &AnyConnectOptions,
    setup: &'static str,
) -> Result<(), sqlx::Error> {
    let mut connection = options.connect().await?;
    sqlx::raw_sql(setup).execute(&mut connection).await?;
    connection.close().await
}

fn pool(connections: u32, setup: &'static str) -> AnyPoolOptions {
    AnyPoolOptions::new()
        .max_connections(connections)
        .acquire_timeout(PATIENCE)
        .max_lifetime(None)
        .idle_timeout(None)
        .test_before_acquire(false)
        .after_connect(move |connection, _| {
            Box::pin(async move { sqlx::raw_sql(setup).execute(connection).await.map(drop) })
        })
        .after_release(|connection, _| Box::pin(is_reusable(connection)))
}

/// A full disk can end a transaction behind sqlx's back; its rollback then fails, and the
/// connection would refuse every later transaction. Such a connection is closed instead.
async fn is_reusable(connection: &mut AnyConnection) -> Result<bool, sqlx::Error> {
    connection.ping().await?;
    Ok(!connection.is_in_transaction())
}

/// The absolute path in `url`.
fn sqlite_path(url: &str) -> Result<PathBuf, OpenError> {
    let is_address = url
        .split_once(':')
        .is_some_and(|(scheme, _)| scheme == "sqlite");
    let path = if is_address {
        url.parse::<SqliteConnectOptions>()
            .map_err(connect_error)?
            .get_filename()
            .to_owned()
    } else if url.contains("://") {
        return Err(OpenError::Unsupported);
    } else {
        PathBuf::from(url)
    };
    let in_memory = url.contains(":memory:") || url.contains("mode=memory");
    if path.as_os_str().is_empty() || in_memory {
        return Err(OpenError::Unsupported);
    }
    std::path::absolute(&path).map_err(|source| OpenError::File { path, source })
}

/// SQLite gives the files beside the database (`-wal`, `-shm`) the permissions of the database.
async fn create_private_file(path: &Path) -> std::io::Result<()> {
    let mut options = tokio::fs::OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    options.mode(0o600);
    options.open(path).await.map(drop)
}

fn connect_error(error: sqlx::Error) -> OpenError {
    OpenError::Connect(error.into())
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::SignedDuration;
    use latchkey_domain::{BrowserSession, Digest};
    use latchkey_testkit::TestClock;
    use latchkey_values::Clock as _;

    const HOUR: SignedDuration = SignedDuration::from_hours(1);

    async fn store() -> (tempfile::TempDir, SqlStore) {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("odd name #1?.db");
        let store = SqlStore::open(path.to_str().expect("UTF-8"))
            .await
            .expect("opens");
        store.migrate().await.expect("migrates");
        (folder, store)
    }

    async fn pragma(pool: &AnyPool, statement: &'static str) -> String {
        use sqlx::Row as _;
        let row = sqlx::query(statement)
            .fetch_one(pool)
            .await
            .expect("a pragma");
        row.try_get::<i64, _>(0)
            .map(|n| n.to_string())
            .or_else(|_| row.try_get::<String, _>(0))
            .expect("a value")
    }

    #[tokio::test]
    async fn a_commit_survives_a_power_cut_and_readers_cannot_write() {
        let (_folder, store) = store().await;
        assert_eq!(pragma(&store.writer, "PRAGMA journal_mode").await, "wal");
        assert_eq!(
            pragma(&store.writer, "PRAGMA synchronous").await,
            "2",
            "2 is FULL"
        );
        assert_eq!(pragma(&store.writer, "PRAGMA foreign_keys").await, "1");
        assert_eq!(pragma(&store.writer, "PRAGMA busy_timeout").await, "5000");
        assert_eq!(pragma(&store.readers, "PRAGMA query_only").await, "1");
    }

    #[tokio::test]
    async fn nobody_waits_for_the_writer_without_end() {
        let (_folder, store) = store().await;
        let hasty = SqlStore {
            patience: Duration::from_millis(20),
            ..store.clone()
        };
        let first = store.begin().await.expect("free");
        assert!(matches!(
            hasty.begin().await,
            Err(StoreError::Unavailable(_))
        ));
        assert!(matches!(
            hasty.check().await,
            Err(StoreError::Unavailable(_))
        ));
        store
            .read()
            .await
            .expect("readers do not wait for the writer");
        drop(first);
    }

    #[tokio::test]
    async fn a_waiting_begin_that_is_given_up_leaves_the_writer_usable() {
        let (_folder, store) = store().await;
        for _ in 0..20 {
            // One poll sends the statement to the database's thread; then the future is dropped.
            let mut waiting = Box::pin(store.begin());
            let polled = std::future::poll_fn(|context| {
                std::task::Poll::Ready(waiting.as_mut().poll(context))
            })
            .await;
            drop(polled);
            drop(waiting);
        }
        store.check().await.expect("usable");
    }

    #[tokio::test]
    async fn a_full_disk_refuses_writers_keeps_readers_and_heals_without_restart() {
        let (_folder, store) = store().await;
        let id = Digest::from_hex("a1".into());
        let now = TestClock::default().now();
        let session = BrowserSession {
            id: id.clone(),
            data: "x".repeat(1 << 20),
            expires_at: now + HOUR,
        };
        sqlx::query("PRAGMA max_page_count = 100")
            .execute(&store.writer)
            .await
            .expect("a small disk");

        let mut unit = store.begin().await.expect("begins");
        assert!(matches!(
            unit.put_session(&session).await,
            Err(StoreError::Unavailable(_))
        ));
        assert!(matches!(
            unit.commit().await,
            Err(StoreError::Unavailable(_))
        ));
        let mut reader = store.read().await.expect("readers go on");
        assert_eq!(reader.session(&id, now).await.expect("read"), None);

        sqlx::query("PRAGMA max_page_count = 100000")
            .execute(&store.writer)
            .await
            .expect("space again");
        let mut unit = store.begin().await.expect("begins");
        unit.put_session(&session).await.expect("fits");
        unit.commit().await.expect("committed");
    }

    #[cfg(unix)]
    #[tokio::test]
    async fn the_files_are_readable_by_their_owner_only() {
        use std::os::unix::fs::PermissionsExt as _;
        let (folder, store) = store().await;
        store.check().await.expect("usable");
        let files: Vec<_> = std::fs::read_dir(folder.path())
            .expect("a folder")
            .flatten()
            .collect();
        assert_eq!(files.len(), 3, "database, WAL and its index: {files:?}");
        for file in files {
            assert_eq!(
                file.metadata().expect("a file").permissions().mode() & 0o777,
                0o600,
                "{file:?}"
            );
        }
    }

    #[test]
    fn addresses_and_paths_name_the_same_file() {
        for url in [
            "sqlite:///var/lib/l.db",
            "sqlite:/var/lib/l.db",
            "sqlite:///var/lib/l.db?mode=rwc",
            "/var/lib/l.db",
        ] {
            assert_eq!(
                sqlite_path(url).expect(url),
                Path::new("/var/lib/l.db"),
                "{url}"
            );
        }
        for url in [
            "postgres://db.example.com/l",
            "sqlite::memory:",
            "sqlite:",
            "",
            "sqlite:///x?mode=memory",
        ] {
            assert!(
                matches!(sqlite_path(url), Err(OpenError::Unsupported)),
                "{url}"
            );
        }
    }

    #[tokio::test]
    async fn a_file_that_is_no_database_is_refused() {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("notes.txt");
        std::fs::write(&path, "these are not the pages of a database ".repeat(100))
            .expect("written");
        assert!(matches!(
            SqlStore::open(path.to_str().expect("UTF-8")).await,
            Err(OpenError::Connect(_))
        ));
        let missing = folder.path().join("missing/latchkey.db");
        assert!(matches!(
            SqlStore::open(missing.to_str().expect("UTF-8")).await,
            Err(OpenError::File { .. })
        ));
    }
}
