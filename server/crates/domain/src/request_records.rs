use crate::{Operation, Purpose, ReportedPerson, RequestState, StoreError};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_values::{Alias, OperationId, RequestId};

/// A request as the people who look after the portal see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestRecord {
    /// Its id.
    pub id: RequestId,
    /// The process it runs.
    pub process: Alias,
    /// What it is for.
    pub purpose: Purpose,
    /// What was typed as the login.
    pub login: String,
    /// Where it stands.
    pub state: RequestState,
    /// Who it is about; `None` when that is nobody the portal serves, or not known yet.
    pub person: Option<ReportedPerson>,
    /// Codes asked for.
    pub codes_sent: u32,
    /// Proofs that were wrong.
    pub failures: u32,
    /// When it began.
    pub created_at: Timestamp,
    /// When the person proved who they are; `None` when they did not.
    pub verified_at: Option<Timestamp>,
    /// When it ended; `None` while it is open.
    pub ended_at: Option<Timestamp>,
    /// When it ends, or would have ended, by itself.
    pub expires_at: Timestamp,
}

/// Which requests. What is empty or `None` leaves nothing out.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RequestFilter {
    /// In one of these states.
    pub states: Vec<RequestState>,
    /// Of this process.
    pub process: Option<Alias>,
    /// For this.
    pub purpose: Option<Purpose>,
    /// About this person: the directory's id, or what was typed as the login.
    pub person: Option<String>,
    /// Not begun before this time.
    pub from: Option<Timestamp>,
    /// Begun before this time.
    pub until: Option<Timestamp>,
}

/// An effect whose outcome a person has to find out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnknownOperation {
    /// The effect.
    pub operation: Operation,
    /// The request it belongs to.
    pub request: RequestRecord,
}

/// Requests, for the people who look after the portal.
#[async_trait]
pub trait RequestRecords {
    /// At most `most` requests, those that began last first; `before` is the last one of the page
    /// before.
    async fn request_records(
        &mut self,
        filter: &RequestFilter,
        before: Option<RequestId>,
        most: u32,
    ) -> Result<Vec<RequestRecord>, StoreError>;
    /// One request; `None` when there is none of this id any more.
    async fn request_record(&mut self, id: RequestId) -> Result<Option<RequestRecord>, StoreError>;
    /// At most `most` effects whose outcome nobody knows, the oldest first; `after` is the last one
    /// of the page before.
    async fn unknown_operations(
        &mut self,
        after: Option<OperationId>,
        most: u32,
    ) -> Result<Vec<UnknownOperation>, StoreError>;
    /// Removes at most `most` requests that began before `before` and have ended, with their
    /// operations. Says how many; one in use goes the next time.
    async fn purge_requests(&mut self, before: Timestamp, most: u32) -> Result<u32, StoreError>;
}
