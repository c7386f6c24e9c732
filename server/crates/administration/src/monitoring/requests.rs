use crate::{Administration, AdministrationError};
use jiff::Timestamp;
use latchkey_auth::access::{Granted, ViewMonitoring};
use latchkey_domain::{
    AuditFilter, AuditKind, AuditPage, AuditRecord, Challenge, Operation, RequestFilter,
    RequestRecord,
};
use latchkey_values::RequestId;

/// Requests on a page.
const PAGE: u32 = 50;

/// No request that went as it should has so many records.
const LONGEST_STORY: u32 = 500;

/// All that is known about one request. No code, and nothing a code could be found out from.
#[derive(Clone, Debug)]
pub struct RequestStory {
    /// The request.
    pub request: RequestRecord,
    /// What happened, in order.
    pub events: Vec<AuditRecord>,
    /// Whether `events` breaks off because there are too many.
    pub is_cut: bool,
    /// What was done to the account, or would have been, the first first.
    pub operations: Vec<Operation>,
    /// The code that could be entered now; `None` when none could.
    pub code: Option<CodeFacts>,
}

/// What may be told of a code.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct CodeFacts {
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it stops being valid.
    pub expires_at: Timestamp,
    /// Tries left.
    pub tries_left: u32,
    /// Whether it was made: not before a mail is sent, and never for nobody.
    pub was_made: bool,
}

impl RequestStory {
    /// The mails that were handed to the mail server.
    pub fn mails(&self) -> impl Iterator<Item = &AuditRecord> {
        let is_mail = |kind| matches!(kind, AuditKind::CodeSent | AuditKind::NoticeSent);
        self.events
            .iter()
            .filter(move |record| is_mail(record.event.kind))
    }
}

impl From<Challenge> for CodeFacts {
    fn from(challenge: Challenge) -> Self {
        Self {
            asked_at: challenge.issued_at,
            expires_at: challenge.expires_at,
            tries_left: challenge.attempts_left,
            was_made: challenge.digest.is_some(),
        }
    }
}

impl Administration {
    /// Requests, those that began last first; `before` is the last one of the page before. With it
    /// comes whether there are more.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn requests(
        &self,
        _granted: &Granted<ViewMonitoring>,
        filter: &RequestFilter,
        before: Option<RequestId>,
    ) -> Result<(Vec<RequestRecord>, bool), AdministrationError> {
        let mut unit = self.store.read().await?;
        let mut records = unit.request_records(filter, before, PAGE + 1).await?;
        let has_more = records.len() > PAGE as usize;
        records.truncate(PAGE as usize);
        Ok((records, has_more))
    }

    /// One request with its whole story; `None` when there is none of this id any more.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn request_story(
        &self,
        _granted: &Granted<ViewMonitoring>,
        id: RequestId,
    ) -> Result<Option<RequestStory>, AdministrationError> {
        let mut unit = self.store.read().await?;
        let Some(request) = unit.request_record(id).await? else {
            return Ok(None);
        };
        let filter = AuditFilter {
            request: Some(id),
            ..AuditFilter::default()
        };
        let page = AuditPage::After(0);
        let mut events = unit.find_audit(&filter, page, LONGEST_STORY + 1).await?;
        let is_cut = events.len() > LONGEST_STORY as usize;
        events.truncate(LONGEST_STORY as usize);
        Ok(Some(RequestStory {
            request,
            events,
            is_cut,
            operations: unit.operations(id).await?,
            code: unit.challenge(id).await?.map(CodeFacts::from),
        }))
    }
}
