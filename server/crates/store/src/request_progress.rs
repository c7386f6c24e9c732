use crate::transaction::{SqlTransaction, sql};
use jiff::Timestamp;
use latchkey_domain::{AuditEvent, AuditKind, StoreError};

const TABLE: &str = "requests";

impl SqlTransaction {
    /// Notes with its request what reports need of an event: so both are always of one mind.
    ///
    /// Comes before the trail is held: whoever holds it must not wait for requests in use.
    pub(crate) async fn note_progress(
        &mut self,
        at: Timestamp,
        event: &AuditEvent,
    ) -> Result<(), StoreError> {
        let Some(request) = event.request.map(|id| id.to_string()) else {
            return Ok(());
        };
        let statement = match event.kind {
            AuditKind::PersonVerified => {
                sql("UPDATE requests SET verified_at = COALESCE(verified_at, $2) WHERE id = $1")
                    .bind(request)
                    .bind(at.as_millisecond())
            }
            AuditKind::RequestCompleted | AuditKind::RequestEnded => {
                sql("UPDATE requests SET ended_at = $2 WHERE id = $1")
                    .bind(request)
                    .bind(at.as_millisecond())
            }
            AuditKind::CodeRefused
            | AuditKind::CurrentPasswordRefused
            | AuditKind::PersonalDataRefused => {
                sql("UPDATE requests SET failures = failures + 1 WHERE id = $1").bind(request)
            }
            _ => return Ok(()),
        };
        self.execute(TABLE, statement).await.map(drop)
    }
}
