use crate::{
    dialect::POSTGRES,
    error::{OpenError, connect_error},
    open::Plan,
    pool::pool,
};
use sqlx::{any::AnyConnectOptions, migrate::Migrator};

pub(crate) static MIGRATIONS: Migrator = sqlx::migrate!("migrations/postgres");

/// Five nodes stay below 100, which is as many connections as PostgreSQL takes by default. More
/// writers would only wait for each other at the audit trail.
const WRITERS: u32 = 8;
const READERS: u32 = 8;
/// After this, a connection that nobody needs goes back to the server. Another node may be waiting for
/// one: a node that the server turns away tries on until its transaction gives up.
const IDLE: std::time::Duration = std::time::Duration::from_secs(30);

/// What an address may say after its question mark. sqlx ignores others and writes them to the log;
/// a misspelt `sslmode` must not pass unnoticed, and `sslpassword` must not be logged.
const PARAMETERS: &[&str] = &[
    "application_name",
    "dbname",
    "host",
    "options",
    "password",
    "port",
    "sslcert",
    "sslkey",
    "sslmode",
    "sslrootcert",
    "user",
];

/// Whether `url` is for this database.
pub(crate) fn is_address(url: &str) -> bool {
    url.split_once("://")
        .is_some_and(|(scheme, _)| matches!(scheme, "postgres" | "postgresql"))
}

/// How to use the database at `url`.
pub(crate) fn plan(url: &str) -> Result<Plan, OpenError> {
    let options: AnyConnectOptions = url.parse().map_err(connect_error)?;
    let mut parameters = options.database_url.query_pairs();
    if !parameters.all(|(name, _)| PARAMETERS.contains(&&*name)) {
        return Err(OpenError::Parameter { known: PARAMETERS });
    }
    Ok(Plan {
        options,
        writers: pool(&POSTGRES, POSTGRES.writer_setup, WRITERS).idle_timeout(IDLE),
        readers: pool(&POSTGRES, POSTGRES.reader_setup, READERS).idle_timeout(IDLE),
        dialect: &POSTGRES,
        migrations: &MIGRATIONS,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        SqlStore,
        dialect::Dialect,
        pool::{is_reusable, try_connection},
        transaction::{SqlTransaction, sql},
    };
    use latchkey_domain::{Store as _, StoreError, UnitOfWork as _};
    use sqlx::{AnyConnection, AssertSqlSafe, Row as _, any::install_default_drivers};
    use std::{error::Error, fmt::Write as _, sync::Arc, time::Duration};
    use tokio::net::TcpListener;

    const PASSWORD: &str = "hunter2%21";

    /// A database whose tables no test here needs.
    fn server() -> String {
        std::env::var("LATCHKEY_TEST_POSTGRES").expect("the address of a throw-away server")
    }

    async fn store() -> SqlStore {
        SqlStore::open(&server()).await.expect("opens")
    }

    /// Everything an error says when it is logged with its causes.
    fn report(error: &OpenError) -> String {
        let mut report = format!("{error} {error:?}");
        let mut source = error.source();
        while let Some(cause) = source {
            write!(report, ": {cause} {cause:?}").expect("to memory");
            source = cause.source();
        }
        report
    }

    async fn setting(connection: &mut AnyConnection, statement: &'static str) -> String {
        let row = sqlx::query(statement).fetch_one(connection).await;
        row.expect("a setting").get(0)
    }

    async fn transaction(store: &SqlStore) -> SqlTransaction {
        let begun = store.writers.begin_with(POSTGRES.begin_write).await;
        SqlTransaction::new(begun.expect("begins"), &POSTGRES, Some(Arc::default()))
    }

    #[test]
    fn both_spellings_of_the_address_are_known() {
        assert!(is_address("postgres://db.example.com/latchkey"));
        assert!(is_address("postgresql:///latchkey?host=/run/postgresql"));
        assert!(!is_address("sqlite:///postgres://"));
        assert!(!is_address("postgres.db"));
    }

    #[tokio::test]
    async fn no_error_shows_the_password() {
        let free = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let port = free.local_addr().expect("an address").port();
        drop(free);
        for (url, expected) in [
            (
                format!("postgres://u:{PASSWORD}@127.0.0.1:{port}/l"),
                "cannot open",
            ),
            (
                format!("postgres://u:{PASSWORD}@127.0.0.1:{port}/l?sslmode=sure"),
                "ssl_mode",
            ),
            (
                format!("postgres://127.0.0.1:{port}/l?sslpassword={PASSWORD}"),
                "a parameter other than",
            ),
            (
                format!("postgres://u:12?{PASSWORD}@127.0.0.1:{port}/l"),
                "a parameter other than",
            ),
            (format!("postgres://u:{PASSWORD}#@127.0.0.1/l"), "port"),
        ] {
            let error = SqlStore::open(&url).await.expect_err("nobody is there");
            let report = report(&error);
            assert!(report.contains(expected), "{report}");
            assert!(!report.contains("hunter2"), "{report}");
        }
    }

    #[tokio::test]
    async fn a_server_that_never_answers_is_given_up() {
        static HASTY: Dialect = Dialect {
            answers_within: Some(Duration::from_millis(20)),
            ..POSTGRES
        };
        install_default_drivers();
        let silent = TcpListener::bind("127.0.0.1:0").await.expect("a port");
        let address = silent.local_addr().expect("an address");
        let plan = plan(&format!("postgres://{address}/l")).expect("an address");
        assert!(matches!(
            try_connection(&plan.options, &HASTY).await,
            Err(sqlx::Error::Io(_))
        ));
    }

    #[tokio::test]
    #[ignore = "needs LATCHKEY_TEST_POSTGRES"]
    async fn an_open_store_does_not_show_the_password() {
        let url = server();
        let separator = if url.contains('?') { '&' } else { '?' };
        let store = SqlStore::open(&format!("{url}{separator}password={PASSWORD}"))
            .await
            .expect("the server trusts everybody");
        let shown = format!("{store:?}");
        assert!(shown.contains("POSTGRES") || shown.contains("FOR UPDATE"));
        assert!(!shown.contains("hunter2"), "{shown}");
    }

    #[tokio::test]
    #[ignore = "needs LATCHKEY_TEST_POSTGRES"]
    async fn waits_are_bounded_and_commits_survive_a_crash_of_the_server() {
        let store = store().await;
        for pool in [&store.writers, &store.readers] {
            let mut connection = pool.acquire().await.expect("free");
            for (statement, expected) in [
                ("SHOW statement_timeout", "5s"),
                ("SHOW idle_in_transaction_session_timeout", "10s"),
                ("SHOW synchronous_commit", "on"),
            ] {
                assert_eq!(setting(&mut connection, statement).await, expected);
            }
        }
        let mut lazy = server();
        lazy.push(if lazy.contains('?') { '&' } else { '?' });
        lazy.push_str("options=-c%20synchronous_commit=off");
        let lazy = SqlStore::open(&lazy).await.expect("opens");
        let mut writer = lazy.writers.acquire().await.expect("free");
        let committing = setting(&mut writer, "SHOW synchronous_commit").await;
        assert_eq!(committing, "on");
    }

    #[tokio::test]
    #[ignore = "needs LATCHKEY_TEST_POSTGRES"]
    async fn nobody_waits_for_a_lock_without_end() {
        const LOCK: &str = "SELECT pg_advisory_xact_lock(7620, 2)";
        let store = store().await;
        let hasty = SqlStore {
            writers: pool(&POSTGRES, "SET statement_timeout = '20ms'", 1)
                .connect_with(store.writers.connect_options().as_ref().clone())
                .await
                .expect("opens"),
            ..store.clone()
        };
        let mut first = transaction(&store).await;
        first.execute("lock", sql(LOCK)).await.expect("free");
        let mut second = transaction(&hasty).await;
        let waited = second.execute("lock", sql(LOCK)).await;
        assert!(
            matches!(waited, Err(StoreError::Unavailable(_))),
            "{waited:?}"
        );
        Box::new(first).commit().await.expect("committed");
        drop(second);
        let mut next = transaction(&hasty).await;
        next.execute("lock", sql(LOCK)).await.expect("free again");
    }

    async fn answer(unit: &mut SqlTransaction, statement: String) -> String {
        let statement = sql(AssertSqlSafe(statement));
        let row = unit.row("server", statement).await.expect("an answer");
        row.expect("a row").text("answer").expect("a text")
    }

    #[tokio::test]
    #[ignore = "needs LATCHKEY_TEST_POSTGRES"]
    async fn the_trail_is_passed_on_before_the_commit_is_durable_and_the_commit_waits_for_that() {
        const SETTING: &str = "SELECT current_setting('synchronous_commit') AS answer";
        let store = store().await;
        let mut unit = transaction(&store).await;
        unit.hold_trail("audit").await.expect("free");
        assert_eq!(answer(&mut unit, SETTING.into()).await, "off");
        let change = "SELECT pg_logical_emit_message(true, 'test', 'a change')::text AS answer";
        let written = answer(&mut unit, change.into()).await;
        unit.pass_trail_on().await.expect("committed");
        assert_eq!(answer(&mut unit, SETTING.into()).await, "on");
        let mut next = transaction(&store).await;
        next.hold_trail("audit").await.expect("free again");
        Box::new(unit).commit().await.expect("durable");
        let flushed =
            format!("SELECT (pg_current_wal_flush_lsn() > '{written}'::pg_lsn)::text AS answer");
        assert_eq!(answer(&mut next, flushed).await, "true");
    }

    /// Waits until a connection waits for the lock of `is_left_open`.
    async fn somebody_waits(store: &SqlStore) {
        const WAITING: &str = "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' \
                               AND classid = 7620 AND objid = 3 AND NOT granted";
        let mut connection = store.readers.acquire().await.expect("free");
        loop {
            let waiting = sqlx::query(WAITING).fetch_optional(&mut *connection);
            if waiting.await.expect("an answer").is_some() {
                return;
            }
        }
    }

    /// Whether a transaction is still open on its connection when its beginning was given up while
    /// the server was at it.
    async fn is_left_open(dialect: &'static Dialect) -> bool {
        let store = store().await;
        let mut holder = transaction(&store).await;
        let lock = sql("SELECT pg_advisory_xact_lock(7620, 3)");
        holder.execute("lock", lock).await.expect("free");
        let slow = SqlStore {
            dialect,
            writers: pool(dialect, dialect.writer_setup, 1)
                .connect_with(store.writers.connect_options().as_ref().clone())
                .await
                .expect("opens"),
            ..store.clone()
        };
        tokio::select! {
            _ = slow.begin() => panic!("the lock was free"),
            () = somebody_waits(&store) => {}
        }
        Box::new(holder).commit().await.expect("committed");
        let mut next = slow.writers.acquire().await.expect("a connection");
        let reusable = is_reusable(&mut next, &POSTGRES).await;
        !reusable.expect("an answer")
    }

    #[tokio::test]
    #[ignore = "needs LATCHKEY_TEST_POSTGRES"]
    async fn a_begin_that_is_given_up_leaves_no_transaction_behind() {
        static SLOW: Dialect = Dialect {
            begin_write: "BEGIN; SELECT pg_advisory_xact_lock(7620, 3)",
            ..POSTGRES
        };
        static CARELESS: Dialect = Dialect {
            is_idle: "SELECT 1",
            ..SLOW
        };
        assert!(!is_left_open(&SLOW).await);
        assert!(is_left_open(&CARELESS).await, "sqlx alone leaves it");
    }
}
