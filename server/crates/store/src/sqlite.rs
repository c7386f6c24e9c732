use crate::{
    dialect::SQLITE,
    error::{OpenError, connect_error},
    open::Plan,
    pool::pool,
};
use sqlx::{
    ConnectOptions as _,
    any::{AnyConnectOptions, AnyPoolOptions},
    migrate::Migrator,
    sqlite::SqliteConnectOptions,
};
use std::path::{Path, PathBuf};

pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("migrations/sqlite");

/// More would only wait for each other in the database, where no order is kept.
const WRITERS: u32 = 1;
const READERS: u32 = 4;

/// How to use the file at an absolute path, which is made if need be.
pub(crate) async fn plan(path: &Path) -> Result<Plan, OpenError> {
    create_private_file(path)
        .await
        .map_err(|source| OpenError::File {
            path: path.to_owned(),
            source,
        })?;
    Ok(Plan {
        options: options(path).map_err(connect_error)?,
        writers: lasting(pool(&SQLITE, SQLITE.writer_setup, WRITERS)),
        readers: lasting(pool(&SQLITE, SQLITE.reader_setup, READERS)),
        dialect: &SQLITE,
        migrations: &MIGRATIONS,
    })
}

/// How to connect to a file that is there.
pub(crate) fn options(path: &Path) -> sqlx::Result<AnyConnectOptions> {
    AnyConnectOptions::from_url(&SqliteConnectOptions::new().filename(path).to_url_lossy())
}

/// Connections to a file do not break by themselves.
fn lasting(pool: AnyPoolOptions) -> AnyPoolOptions {
    pool.max_lifetime(None)
        .idle_timeout(None)
        .test_before_acquire(false)
}

/// The absolute path in `url`, a path or an address.
pub(crate) fn path_in(url: &str) -> Result<PathBuf, OpenError> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SqlStore;
    use jiff::SignedDuration;
    use latchkey_domain::{BrowserSession, Digest, Store as _, StoreError};
    use latchkey_testkit::TestClock;
    use latchkey_values::Clock as _;
    use sqlx::AnyPool;
    use std::time::Duration;

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
        assert_eq!(pragma(&store.writers, "PRAGMA journal_mode").await, "wal");
        assert_eq!(
            pragma(&store.writers, "PRAGMA synchronous").await,
            "2",
            "2 is FULL"
        );
        assert_eq!(pragma(&store.writers, "PRAGMA foreign_keys").await, "1");
        assert_eq!(pragma(&store.writers, "PRAGMA busy_timeout").await, "5000");
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
            .execute(&store.writers)
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
            .execute(&store.writers)
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
                path_in(url).expect(url),
                Path::new("/var/lib/l.db"),
                "{url}"
            );
        }
        for url in [
            "mysql://db.example.com/l",
            "sqlite::memory:",
            "sqlite:",
            "",
            "sqlite:///x?mode=memory",
        ] {
            assert!(matches!(path_in(url), Err(OpenError::Unsupported)), "{url}");
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
