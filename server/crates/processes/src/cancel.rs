use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_visitor},
};
use latchkey_domain::{AuditKind, Network, RequestState};
use latchkey_values::RequestId;

impl Engine {
    /// Ends a request at the person's wish. One that has ended, or is just having its effect, stays
    /// as it is.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn cancel(&self, id: RequestId, network: Network) -> Result<(), EngineError> {
        let mut unit = self.begin().await?;
        let Some(mut request) = unit.request(id).await? else {
            return Ok(());
        };
        if request.end(RequestState::Cancelled).is_err() {
            return Ok(());
        }
        unit.save_request(&request).await?;
        unit.delete_challenge(id).await?;
        let event = by_visitor(AuditKind::RequestEnded, &request, network).with("end", "cancelled");
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await
    }
}
