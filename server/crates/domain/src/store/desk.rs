use crate::{DeskCase, DeskFreeze, Digest, StoreError};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_values::RequestId;

/// Cases of the service desk, and whether it may act at all.
#[async_trait]
pub trait DeskCases {
    /// Saves a case, replacing what was kept of it. `code` is the digest of a hand-over code it now
    /// has; `None` leaves that as it is.
    async fn put_desk_case(
        &mut self,
        case: &DeskCase,
        code: Option<&Digest>,
    ) -> Result<(), StoreError>;
    /// The case of a request; `None` when no agent runs it.
    async fn desk_case(&mut self, request: RequestId) -> Result<Option<DeskCase>, StoreError>;
    /// The case whose hand-over code has this digest, in a writing transaction held against other
    /// writers. The code may have been used or be too old.
    async fn desk_case_of_code(&mut self, code: &Digest) -> Result<Option<DeskCase>, StoreError>;
    /// At most `most` cases that wait for a second agent at `now`, the oldest first.
    async fn waiting_desk_cases(
        &mut self,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<DeskCase>, StoreError>;
    /// What stops the desk; `None` when nothing does.
    async fn desk_freeze(&mut self) -> Result<Option<DeskFreeze>, StoreError>;
    /// Stops the desk, or lets it act again. `false` when it was so before, and then nothing changes.
    async fn set_desk_freeze(&mut self, freeze: Option<&DeskFreeze>) -> Result<bool, StoreError>;
}
