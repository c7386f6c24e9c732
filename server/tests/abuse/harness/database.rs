use serde_json::Value;
use sqlx::{Connection as _, Row as _, SqliteConnection};
use std::path::Path;
use tokio::sync::Mutex;

/// The portal's database file, opened beside the running portal.
pub(crate) struct Database(Mutex<SqliteConnection>);

/// A record of the audit trail.
#[derive(Clone, Debug)]
pub(crate) struct Entry {
    pub(crate) kind: String,
    pub(crate) subject: Option<String>,
    pub(crate) request: Option<String>,
    pub(crate) network: Option<String>,
    pub(crate) details: Value,
}

impl Database {
    pub(crate) async fn open(file: &Path) -> Self {
        let address = format!("sqlite://{}", file.display());
        let connection = SqliteConnection::connect(&address).await;
        Self(Mutex::new(connection.expect("the database opens")))
    }

    /// The number that a query gives.
    pub(crate) async fn number(&self, query: &'static str) -> i64 {
        let mut connection = self.0.lock().await;
        let row = sqlx::query(query).fetch_one(&mut *connection).await;
        row.expect("a row").get(0)
    }

    /// The first column of what a query gives.
    pub(crate) async fn texts(&self, query: &'static str) -> Vec<String> {
        let mut connection = self.0.lock().await;
        let rows = sqlx::query(query).fetch_all(&mut *connection).await;
        let text =
            |row: &sqlx::sqlite::SqliteRow| row.get::<Option<String>, _>(0).unwrap_or_default();
        rows.expect("rows").iter().map(text).collect()
    }

    /// Changes rows as time or a fault would.
    pub(crate) async fn change(&self, statement: &'static str) {
        let mut connection = self.0.lock().await;
        let changed = sqlx::query(statement).execute(&mut *connection).await;
        assert!(changed.expect("changed").rows_affected() > 0, "{statement}");
    }

    /// The same, where there may be nothing to change.
    pub(crate) async fn try_change(&self, statement: &'static str) {
        let mut connection = self.0.lock().await;
        let changed = sqlx::query(statement).execute(&mut *connection).await;
        changed.expect("changed");
    }

    /// The audit trail from the first record on.
    pub(crate) async fn trail(&self) -> Vec<Entry> {
        let query =
            "SELECT kind, subject, request_id, network, details FROM audit ORDER BY sequence";
        let mut connection = self.0.lock().await;
        let rows = sqlx::query(query).fetch_all(&mut *connection).await;
        let entry = |row: &sqlx::sqlite::SqliteRow| Entry {
            kind: row.get(0),
            subject: row.get(1),
            request: row.get(2),
            network: row.get(3),
            details: serde_json::from_str(row.get(4)).expect("JSON"),
        };
        rows.expect("rows").iter().map(entry).collect()
    }
}
