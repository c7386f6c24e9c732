use crate::{Engine, EngineError, audit_entry::WithDetail, author::Author};
use latchkey_auth::access::{Granted, HelpCallers};
use latchkey_domain::{AuditKind, RequestState};
use latchkey_values::RequestId;

impl Engine {
    /// Ends a case of this agent, so that the next caller starts clean. One that has ended, or is just
    /// having its effect, stays as it is.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then nothing was changed.
    pub async fn close_case(
        &self,
        agent: &Granted<HelpCallers>,
        id: RequestId,
    ) -> Result<(), EngineError> {
        let mut unit = self.begin().await?;
        let Some((mut request, _)) = self.own_case(unit.as_mut(), agent, id).await? else {
            return Ok(());
        };
        if request.end(RequestState::Cancelled).is_err() {
            return Ok(());
        }
        unit.save_request(&request).await?;
        unit.delete_challenge(id).await?;
        let event = Author::from(agent)
            .event(AuditKind::RequestEnded, &request)
            .with("end", "cancelled");
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await
    }
}
