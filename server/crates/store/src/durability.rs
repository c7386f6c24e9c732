use crate::{
    OpenError, SqlStore,
    error::{connect_error, damaged},
};
use sqlx::Row as _;

/// How a SQLite file is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteMode {
    /// `journal_mode`: `wal` for a write-ahead log.
    pub journal: String,
    /// `synchronous`: 2 (`FULL`) has each commit wait for the disk.
    pub synchronous: i64,
}

impl WriteMode {
    /// Whether a commit that was acknowledged outlives a power cut.
    #[must_use]
    pub fn outlives_power_cuts(&self) -> bool {
        self.journal == "wal" && self.synchronous == 2
    }
}

impl SqlStore {
    /// How the one connection that writes does so, as it says itself; `None` for a server, which looks
    /// after that.
    ///
    /// # Errors
    /// [`OpenError`].
    pub async fn write_mode(&self) -> Result<Option<WriteMode>, OpenError> {
        if self.dialect.integrity_check.is_none() {
            return Ok(None);
        }
        let mut writer = self.writers.acquire().await.map_err(connect_error)?;
        let journal = sqlx::query("PRAGMA journal_mode").fetch_one(&mut *writer);
        let journal = journal.await.map_err(damaged)?;
        let synchronous = sqlx::query("PRAGMA synchronous").fetch_one(&mut *writer);
        let synchronous = synchronous.await.map_err(damaged)?;
        Ok(Some(WriteMode {
            journal: journal.try_get(0).map_err(connect_error)?,
            synchronous: synchronous.try_get(0).map_err(connect_error)?,
        }))
    }
}
