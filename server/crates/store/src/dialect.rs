use std::time::Duration;
use tokio::time::timeout;

/// What one database says differently from the others.
#[derive(Debug)]
pub(crate) struct Dialect {
    /// Begins a transaction that may write.
    pub(crate) begin_write: &'static str,
    /// Begins a transaction that only reads.
    pub(crate) begin_read: &'static str,
    /// Ends a `SELECT` that holds its rows against other writers, waiting for those in use.
    pub(crate) hold_row: &'static str,
    /// Ends a `SELECT` that holds rows nobody else holds, and passes over the others.
    pub(crate) hold_free_row: &'static str,
    /// Run before a record joins the audit trail, so that the next writer waits for this one to
    /// end. `None` when writers take turns anyway.
    pub(crate) hold_trail: Option<&'static str>,
    /// Run when such a writer is done, before its commit is durable: commits, lets the next one in,
    /// and leaves a transaction open whose own commit makes both durable. `None` likewise.
    pub(crate) pass_trail_on: Option<&'static str>,
    /// Run once on each connection that writes.
    pub(crate) writer_setup: &'static str,
    /// Run once on each connection that only reads.
    pub(crate) reader_setup: &'static str,
    /// Run once on the connection that migrates.
    pub(crate) migration_setup: &'static str,
    /// Has a row if the connection has no transaction open.
    pub(crate) is_idle: &'static str,
    /// The details of an audit record, as something `->>` can look into.
    pub(crate) details_as_json: &'static str,
    /// A text with A to Z made small, and every other letter left as it is.
    pub(crate) lower: fn(&str) -> String,
    /// Has one row that says `ok`, or what is wrong with the tables, the audit trail left out. `None`
    /// when there is no such thing.
    pub(crate) integrity_check: Option<&'static str>,
    /// The same of the audit trail.
    pub(crate) integrity_check_of_trail: Option<&'static str>,
    /// Copies the whole database into the empty file named by `$1`. `None` when the server has programs
    /// of its own for that.
    pub(crate) copy_into: Option<&'static str>,
    /// How long to wait for an answer before the database is taken to be gone. `None` for a
    /// database in this process, which cannot go.
    pub(crate) answers_within: Option<Duration>,
}

/// SQLite: one writer at a time, so that no row ever has to be held.
///
/// `BEGIN IMMEDIATE`, because a transaction that reads first and writes later fails at once when
/// another process wrote in between. `synchronous=FULL`, because WAL with less may lose the last
/// commits in a power cut.
pub(crate) static SQLITE: Dialect = Dialect {
    begin_write: "BEGIN IMMEDIATE",
    begin_read: "BEGIN DEFERRED",
    hold_row: "",
    hold_free_row: "",
    hold_trail: None,
    pass_trail_on: None,
    writer_setup: SQLITE_WRITER,
    reader_setup: "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON",
    migration_setup: SQLITE_WRITER,
    is_idle: "SELECT 1",
    details_as_json: "details",
    lower: |text| format!("LOWER({text})"),
    integrity_check: Some(
        "SELECT COALESCE((SELECT found.quick_check FROM sqlite_schema AS part, \
         pragma_quick_check(part.name) AS found WHERE part.type = 'table' \
         AND part.name <> 'audit' AND found.quick_check <> 'ok' LIMIT 1), 'ok')",
    ),
    integrity_check_of_trail: Some("PRAGMA quick_check(audit)"),
    copy_into: Some("VACUUM INTO $1"),
    answers_within: None,
};

const SQLITE_WRITER: &str = "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; \
                             PRAGMA foreign_keys = ON; PRAGMA busy_timeout = 5000";

/// PostgreSQL: many writers at once, on many nodes, which hold what they change.
///
/// `READ COMMITTED`, because each statement then sees what was committed before it began: a writer
/// that waited for a request, a session or the end of the trail reads them as the one before left
/// them. `REPEATABLE READ` would go on with what stood there before the wait, and fail. What no row
/// lock guards is one statement (counters are an upsert, a job is claimed by one `UPDATE`).
///
/// Whoever appends to the trail holds it until its commit is visible, not until that is durable: so
/// one write to the disk carries the commits of many. A commit returns when it is durable. In between,
/// others may see what a crash of the server would take back; but whatever they make of it is a later
/// commit, and the log is written in order.
///
/// Readers get `REPEATABLE READ`: several statements, one moment.
///
/// So that nobody waits in a circle, clean-ups pass over rows in use, and the engine takes what it
/// holds before it appends to the trail. A circle would end after a second, as `Unavailable`.
pub(crate) static POSTGRES: Dialect = Dialect {
    begin_write: "BEGIN ISOLATION LEVEL READ COMMITTED READ WRITE",
    begin_read: "BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY",
    hold_row: "FOR UPDATE",
    hold_free_row: "FOR UPDATE SKIP LOCKED",
    // Two numbers every version must share; sqlx locks migrations with one number, which is
    // another space.
    hold_trail: Some(
        "SELECT pg_advisory_xact_lock(7620, 1), set_config('synchronous_commit', 'off', true)",
    ),
    // The setting above ends with its transaction. The message, which nobody reads, has the next
    // commit wait for the log to be written up to here.
    pass_trail_on: Some(
        "COMMIT AND CHAIN; SELECT 1 FROM pg_logical_emit_message(true, 'latchkey', '')",
    ),
    // The statement's time counts its waiting for locks. A node that stops in the middle of a
    // transaction would hold up all others. `synchronous_commit = off` may lose the last commits
    // in a crash; stricter settings than `on` are the administrator's choice.
    writer_setup: "SET statement_timeout = '5s'; \
                   SET idle_in_transaction_session_timeout = '10s'; \
                   SELECT set_config('synchronous_commit', 'on', false) \
                   WHERE current_setting('synchronous_commit') = 'off'",
    reader_setup: "SET statement_timeout = '5s'; \
                   SET idle_in_transaction_session_timeout = '10s'",
    // Waits while another node migrates, and longer than pages may for tables in use; the work
    // itself may take as long as it takes. Without "relation already exists" at each start.
    migration_setup: "SET lock_timeout = '30s'; SET statement_timeout = 0; \
                      SET client_min_messages = warning",
    // Sent as one simple query: without a transaction around it, it is its own.
    is_idle: "SELECT 1 WHERE transaction_timestamp() = statement_timestamp()",
    details_as_json: "CAST(details AS json)",
    lower: |text| format!("LOWER({text} COLLATE \"C\")"),
    integrity_check: None,
    integrity_check_of_trail: None,
    copy_into: None,
    // Longer than a statement may take.
    answers_within: Some(Duration::from_secs(10)),
};

impl Dialect {
    /// Waits for an answer of the database, but not for ever.
    pub(crate) async fn answer<T>(
        &self,
        answer: impl Future<Output = sqlx::Result<T>>,
    ) -> sqlx::Result<T> {
        match self.answers_within {
            None => answer.await,
            Some(limit) => timeout(limit, answer)
                .await
                .unwrap_or_else(|elapsed| Err(sqlx::Error::Io(elapsed.into()))),
        }
    }
}
