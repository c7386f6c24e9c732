/// What one database says differently from the others.
#[derive(Debug)]
pub(crate) struct Dialect {
    /// Begins a transaction that may write.
    pub(crate) begin_write: &'static str,
    /// Begins a transaction that only reads.
    pub(crate) begin_read: &'static str,
    /// Ends a `SELECT` that holds its row against other writers.
    pub(crate) hold_row: &'static str,
    /// Ends a `SELECT` that holds a row nobody else holds, and passes over the others.
    pub(crate) hold_free_row: &'static str,
    /// Run once on each connection that writes.
    pub(crate) writer_setup: &'static str,
    /// Run once on each connection that only reads.
    pub(crate) reader_setup: &'static str,
}

/// SQLite: one writer at a time, so that no row ever has to be held.
///
/// `BEGIN IMMEDIATE`, because a transaction that reads first and writes later fails at once when
/// another process wrote in between. `synchronous=FULL`, because WAL with less may lose the last
/// commits in a power cut.
pub(crate) const SQLITE: Dialect = Dialect {
    begin_write: "BEGIN IMMEDIATE",
    begin_read: "BEGIN DEFERRED",
    hold_row: "",
    hold_free_row: "",
    writer_setup: "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON; \
                   PRAGMA busy_timeout = 5000",
    reader_setup: "PRAGMA busy_timeout = 5000; PRAGMA query_only = ON",
};
