use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_portal},
};
use latchkey_domain::{
    AuditEvent, AuditKind, Operation, OperationState, Request, RequestState, UnitOfWork,
};
use latchkey_values::{OperationId, RequestId};

/// What somebody found out about an effect whose outcome the portal does not know.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Decision {
    /// It happened.
    Done,
    /// It did not happen, and will not.
    NotDone,
}

impl Engine {
    /// Takes a person's word for what became of an effect whose outcome is unknown. What follows is
    /// the same as if the portal had found out: where it was done, the person is told. `event` says
    /// who decided, and why. `false` when nobody has to decide about it (any more).
    ///
    /// # Errors
    /// [`EngineError::Store`]; then nothing was changed.
    pub async fn decide_operation(
        &self,
        id: RequestId,
        operation: OperationId,
        decision: Decision,
        event: AuditEvent,
    ) -> Result<bool, EngineError> {
        let mut unit = self.begin().await?;
        let Some(mut request) = unit.request(id).await? else {
            return Ok(false);
        };
        let operations = unit.operations(id).await?;
        let is_meant = |o: &Operation| o.id == operation && o.state == OperationState::Unknown;
        let Some(mut operation) = operations.into_iter().find(is_meant) else {
            return Ok(false);
        };
        let state = match decision {
            Decision::Done => OperationState::Done,
            Decision::NotDone => OperationState::NotSent,
        };
        operation.settle(state, None, self.now());
        unit.save_operation(&operation).await?;
        self.keep_or_forget(unit.as_mut(), &operation).await?;
        let event = about(event, &operation, state);
        self.audit(unit.as_mut(), event).await?;
        if request.state == RequestState::Executing {
            self.follow(unit.as_mut(), &mut request, state).await?;
        }
        self.end_if_overdue(unit.as_mut(), request).await?;
        self.commit(unit).await?;
        Ok(true)
    }

    /// What was given back long after its time need not wait for the next clean-up.
    async fn end_if_overdue(
        &self,
        unit: &mut dyn UnitOfWork,
        mut request: Request,
    ) -> Result<(), EngineError> {
        if !request.is_overdue(self.now()) {
            return Ok(());
        }
        request.end(RequestState::Expired)?;
        unit.save_request(&request).await?;
        let event = by_portal(AuditKind::RequestEnded, &request).with("end", "expired");
        self.audit(unit, event).await
    }
}

fn about(event: AuditEvent, operation: &Operation, state: OperationState) -> AuditEvent {
    AuditEvent {
        subject: Some(operation.subject.clone()),
        request: Some(operation.request),
        ..event
    }
    .with("operation", operation.id.to_string())
    .with("kind", serde_json::json!(operation.kind))
    .with("outcome", serde_json::json!(state))
}
