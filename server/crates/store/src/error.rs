use latchkey_domain::StoreError;
use std::{error::Error, io, path::PathBuf};

/// Why a database cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The address names no kind of database this version can use. Not repeated here: it may hold
    /// a password.
    #[error(
        "give a file path, or an address like sqlite:///var/lib/latchkey/latchkey.db or \
         postgres://latchkey@db.example.com/latchkey?sslmode=verify-full"
    )]
    Unsupported,
    /// The address of a PostgreSQL database has a parameter that would be ignored. Not named here:
    /// a password with a question mark in it ends up there.
    #[error("the address has a parameter other than {}", known.join(", "))]
    Parameter {
        /// The parameters there are.
        known: &'static [&'static str],
    },
    /// The database file cannot be created or opened.
    #[error("cannot open the database file {}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// A backup is being put into the place of the database file.
    #[error("a backup is being restored: wait until that is done")]
    Restoring,
    /// The database does not answer, or the file is no database.
    #[error("cannot open the database")]
    Connect(#[source] Box<dyn Error + Send + Sync>),
    /// The file system keeps SQLite from writing so that nothing is lost in a power cut.
    #[error("the file system under the database knows no write-ahead log: use a local disk")]
    NotDurable,
    /// What is in the database contradicts itself.
    #[error("the database is damaged")]
    Damaged(#[source] Box<dyn Error + Send + Sync>),
    /// The tables cannot be brought up to date, for example because a newer version made them.
    #[error("cannot bring the database up to date")]
    Migrate(#[source] Box<dyn Error + Send + Sync>),
}

/// The database cannot be opened.
pub(crate) fn connect_error(error: sqlx::Error) -> OpenError {
    OpenError::Connect(error.into())
}

/// The database cannot read its own file.
pub(crate) fn damaged(error: sqlx::Error) -> OpenError {
    OpenError::Damaged(error.into())
}

/// The tables cannot be brought up to date.
pub(crate) fn migrate_error(error: impl Into<Box<dyn Error + Send + Sync>>) -> OpenError {
    OpenError::Migrate(error.into())
}

/// The database did not do its part.
pub(crate) fn unavailable(cause: impl Into<Box<dyn Error + Send + Sync>>) -> StoreError {
    StoreError::Unavailable(cause.into())
}

/// A statement on `table` failed.
pub(crate) fn failed(table: &'static str, error: sqlx::Error) -> StoreError {
    let unexpected_rows = error
        .as_database_error()
        .is_some_and(|error| error.is_unique_violation() || error.is_foreign_key_violation());
    if unexpected_rows {
        StoreError::Missing(table)
    } else {
        unavailable(error)
    }
}

/// Turns "no row was changed" into an error.
pub(crate) fn one_row(table: &'static str, changed: u64) -> Result<(), StoreError> {
    if changed == 1 {
        Ok(())
    } else {
        Err(StoreError::Missing(table))
    }
}
