use crate::{ChainHead, StoreError};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_values::RequestId;

/// A backup that took the place of a later database.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Restore {
    /// When.
    pub at: Timestamp,
    /// The end of the backup's audit trail; `None` when it held no record.
    pub head: Option<ChainHead>,
    /// The end of the audit trail that is gone; `None` when there was none, or nobody could read it.
    pub replaced: Option<ChainHead>,
    /// When the portal saw to what the backup brought back; `None` until the next start.
    pub seen_to_at: Option<Timestamp>,
}

/// What a backup brings back: everything as it was, though the world has moved on.
#[async_trait]
pub trait Restores {
    /// Notes that this database is a backup that was put back.
    async fn note_restore(&mut self, restore: &Restore) -> Result<(), StoreError>;
    /// The newest restore; `None` when there never was one.
    async fn latest_restore(&mut self) -> Result<Option<Restore>, StoreError>;
    /// Notes that restores are seen to from `now` on. `false` when none waits for that: of several
    /// nodes that start at once, one hears `true`, and the others wait until it has committed.
    async fn see_to_restores(&mut self, now: Timestamp) -> Result<bool, StoreError>;
    /// Puts every queued job among the dead, with the reason, unless it is of one of `kinds`. Says how
    /// many those are.
    async fn hold_back_jobs(&mut self, kinds: &[&str], reason: &str) -> Result<u64, StoreError>;
    /// The requests that wait for the outcome of an effect on the directory.
    async fn requests_in_doubt(&mut self) -> Result<Vec<RequestId>, StoreError>;
    /// Ends every browser session, every sign-in and every invitation of a local administrator.
    async fn end_all_access(&mut self) -> Result<(), StoreError>;
}
