//! What the store without its audit trail passes on unchanged: restored backups.

use super::{Done, Unaudited};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Restore, Restores};
use latchkey_values::RequestId;

#[async_trait]
impl Restores for Unaudited {
    async fn note_restore(&mut self, restore: &Restore) -> Done {
        self.0.note_restore(restore).await
    }

    async fn latest_restore(&mut self) -> Done<Option<Restore>> {
        self.0.latest_restore().await
    }

    async fn see_to_restores(&mut self, now: Timestamp) -> Done<bool> {
        self.0.see_to_restores(now).await
    }

    async fn hold_back_jobs(&mut self, kinds: &[&str], reason: &str) -> Done<u64> {
        self.0.hold_back_jobs(kinds, reason).await
    }

    async fn requests_in_doubt(&mut self) -> Done<Vec<RequestId>> {
        self.0.requests_in_doubt().await
    }

    async fn end_all_access(&mut self) -> Done {
        self.0.end_all_access().await
    }
}
