//! A SQLite file as a backup has it: nobody writes to it, and no pool has it open.

use crate::{error::connect_error, sqlite};
use latchkey_domain::ChainHead;
use sqlx::{
    AnyConnection, ConnectOptions as _, Connection as _, Row as _, SqlSafeStr,
    any::{AnyRow, install_default_drivers},
    error::DatabaseError,
};
use std::{
    ffi::OsString,
    path::{Path, PathBuf},
};
use tokio::io::AsyncReadExt as _;

/// What is known of a database without reading its records.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DatabaseFacts {
    /// The end of its audit trail; `None` when that is empty.
    pub head: Option<ChainHead>,
    /// The version of its tables.
    pub schema_version: i64,
    /// What tells the key it was set up with from any other; `None` before the first start.
    pub key_check: Option<String>,
}

/// Why a file cannot be the portal's database.
#[derive(Debug, thiserror::Error)]
pub enum UnusableFile {
    /// It is something else.
    #[error("it is no database of Latchkey")]
    Foreign,
    /// What is in it contradicts itself.
    #[error("it is damaged: {0}")]
    Damaged(String),
    /// Its tables are of a version this program does not know.
    #[error(
        "a newer version of Latchkey made it: its tables are of version {found}, and this one knows \
         them up to {known}"
    )]
    Newer {
        /// The version of its tables.
        found: i64,
        /// The newest version this program knows.
        known: i64,
    },
    /// The database does not open it.
    #[error("it cannot be opened")]
    Unreadable(#[source] Box<dyn std::error::Error + Send + Sync>),
}

/// A path with something added to its file name.
pub(crate) fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = OsString::from(path);
    name.push(ending);
    name.into()
}

/// One connection to a file that is there.
pub(crate) async fn connect(path: &Path) -> Result<AnyConnection, UnusableFile> {
    install_default_drivers();
    let options = sqlite::options(path).map_err(unreadable)?;
    options.connect().await.map_err(unreadable)
}

/// Reads all of a file, and says what is in it.
pub(crate) async fn inspect(path: &Path) -> Result<DatabaseFacts, UnusableFile> {
    let mut connection = connect(path).await?;
    let facts = look_into(&mut connection).await;
    connection.close().await.map_err(unreadable)?;
    facts
}

/// The end of the audit trail in a database that is to go, and with it everything in one file: what
/// stands in its log is brought into it. `Err` when that cannot be done.
pub(crate) async fn close_up(path: &Path) -> Result<Option<ChainHead>, UnusableFile> {
    // To open something else could change the log beside it.
    if !is_sqlite(path).await {
        return Err(UnusableFile::Foreign);
    }
    let mut connection = connect(path).await?;
    let closed = async {
        let head = head(&mut connection).await?;
        let mode = one(&mut connection, "PRAGMA journal_mode = DELETE").await?;
        match mode.try_get::<String, _>(0).map_err(unreadable)?.as_str() {
            "delete" => Ok(head),
            mode => Err(UnusableFile::Damaged(format!("its log stays ({mode})"))),
        }
    }
    .await;
    connection.close().await.map_err(unreadable)?;
    closed
}

/// Whether a file begins as every SQLite database does (its file format, section 1.3).
async fn is_sqlite(path: &Path) -> bool {
    let mut beginning = [0; 16];
    let read = async {
        let mut file = tokio::fs::File::open(path).await?;
        file.read_exact(&mut beginning).await
    };
    read.await.is_ok() && beginning == *b"SQLite format 3\0"
}

async fn look_into(connection: &mut AnyConnection) -> Result<DatabaseFacts, UnusableFile> {
    let tables = "SELECT COUNT(*) FROM sqlite_master WHERE type = 'table' \
                  AND name IN ('_sqlx_migrations', 'audit', 'installation')";
    if integer(&one(connection, tables).await?)? != 3 {
        return Err(UnusableFile::Foreign);
    }
    let check = one(connection, "PRAGMA quick_check(1)").await?;
    let found: String = check.try_get(0).map_err(unreadable)?;
    if found != "ok" {
        return Err(UnusableFile::Damaged(found));
    }
    let version = "SELECT COALESCE(MAX(version), 0) FROM _sqlx_migrations";
    let schema_version = integer(&one(connection, version).await?)?;
    let known = sqlite::MIGRATIONS.iter().map(|known| known.version).max();
    let known = known.unwrap_or_default();
    if schema_version > known {
        let found = schema_version;
        return Err(UnusableFile::Newer { found, known });
    }
    let key_check =
        sqlx::query("SELECT key_check FROM installation").fetch_optional(&mut *connection);
    let key_check = key_check.await.map_err(unreadable)?;
    let key_check = key_check.map(|row| row.try_get(0)).transpose();
    Ok(DatabaseFacts {
        head: head(connection).await?,
        schema_version,
        key_check: key_check.map_err(unreadable)?,
    })
}

async fn head(connection: &mut AnyConnection) -> Result<Option<ChainHead>, UnusableFile> {
    let last = "SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1";
    let row = sqlx::query(last).fetch_optional(connection).await;
    let Some(row) = row.map_err(|error| damaged(&error))? else {
        return Ok(None);
    };
    let hash: String = row.try_get(1).map_err(unreadable)?;
    let no_hash = |()| UnusableFile::Damaged("its last audit record has no hash".into());
    Ok(Some(ChainHead {
        sequence: integer(&row)?,
        hash: hash.parse().map_err(no_hash)?,
    }))
}

async fn one(
    connection: &mut AnyConnection,
    statement: impl SqlSafeStr + Send,
) -> Result<AnyRow, UnusableFile> {
    let row = sqlx::query(statement).fetch_one(connection).await;
    row.map_err(|error| damaged(&error))
}

fn integer(row: &AnyRow) -> Result<i64, UnusableFile> {
    row.try_get(0).map_err(unreadable)
}

fn unreadable(error: sqlx::Error) -> UnusableFile {
    UnusableFile::Unreadable(connect_error(error).into())
}

/// SQLite says by a code of its own (26) that a file is no database.
fn damaged(error: &sqlx::Error) -> UnusableFile {
    let code = error.as_database_error().and_then(DatabaseError::code);
    if code.as_deref() == Some("26") {
        UnusableFile::Foreign
    } else {
        UnusableFile::Damaged(error.to_string())
    }
}
