use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_visitor},
    proven::is_proven,
};
use latchkey_domain::{AuditKind, Network, Purpose};
use latchkey_values::RequestId;

impl Engine {
    /// Lets a proven person go on with something else than they came for: the same proof is asked
    /// for everything a process offers. `false` when that is not on offer or the proof is gone.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn change_purpose(
        &self,
        id: RequestId,
        purpose: Purpose,
        network: Network,
    ) -> Result<bool, EngineError> {
        let mut unit = self.begin().await?;
        let Some(mut request) = unit.request(id).await? else {
            return Ok(false);
        };
        let process = self.serving_process(unit.as_mut(), &request).await?;
        if !is_proven(&request, self.now()) || !process.offers.include(purpose) {
            return Ok(false);
        }
        request.purpose = purpose;
        unit.save_request(&request).await?;
        let event = by_visitor(AuditKind::PurposeChanged, &request, network);
        self.audit(
            unit.as_mut(),
            event.with("purpose", serde_json::json!(purpose)),
        )
        .await?;
        self.commit(unit).await?;
        Ok(true)
    }
}
