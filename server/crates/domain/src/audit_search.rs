use crate::{Actor, AuditKind, AuditRecord, StoreError};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_values::{Alias, RequestId};
use serde::Serialize;

/// Which audit records. What is empty or `None` leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct AuditFilter {
    /// One of these kinds.
    pub kinds: Vec<AuditKind>,
    /// By whom.
    pub actor: Option<Actor>,
    /// About this person: the directory's id, or what was typed as the login of their requests.
    pub person: Option<String>,
    /// Of this request.
    pub request: Option<RequestId>,
    /// From this network.
    pub network: Option<String>,
    /// Of the requests of this process, as far as they are still kept.
    pub process: Option<Alias>,
    /// With this text in the details; letters from A to Z in either case.
    pub text: Option<String>,
    /// Not before this time.
    pub from: Option<Timestamp>,
    /// Before this time.
    pub until: Option<Timestamp>,
}

/// Where a page of audit records begins.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AuditPage {
    /// The newest, which come first.
    Newest,
    /// Those before this number, the newest first.
    Before(i64),
    /// Those after this number, the oldest first.
    After(i64),
}

/// The audit trail, searched.
#[async_trait]
pub trait AuditSearch {
    /// At most `most` records.
    async fn find_audit(
        &mut self,
        filter: &AuditFilter,
        page: AuditPage,
        most: u32,
    ) -> Result<Vec<AuditRecord>, StoreError>;
}
