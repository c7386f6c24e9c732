use crate::{Administration, AdministrationError};
use latchkey_auth::access::{DecideOperations, Granted, ViewMonitoring};
use latchkey_domain::{AuditKind, UnknownOperation};
use latchkey_processes::{Decision, EngineError};
use latchkey_values::{OperationId, RequestId};
use serde_json::json;

/// Operations on a page.
const PAGE: u32 = 50;

/// How long the reason of a decision may be, in characters.
pub const MAX_REASON: usize = 500;

/// Why a decision was not taken.
#[derive(Debug, thiserror::Error)]
pub enum DecisionError {
    /// A decision needs a reason, for those who read of it later.
    #[error("say what the decision rests on")]
    NoReason,
    /// The reason is longer than [`MAX_REASON`].
    #[error("the reason is too long")]
    ReasonTooLong,
    /// Nobody has to decide about this operation (any more).
    #[error("the outcome of this operation is known")]
    NotOpen,
    /// The engine did not do what was asked; nothing changed.
    #[error(transparent)]
    Engine(#[from] EngineError),
}

impl Administration {
    /// Effects whose outcome a person has to find out, the oldest first; `after` is the last one of
    /// the page before.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn unknown_operations(
        &self,
        _granted: &Granted<ViewMonitoring>,
        after: Option<OperationId>,
    ) -> Result<Vec<UnknownOperation>, AdministrationError> {
        let mut unit = self.store.read().await?;
        Ok(unit.unknown_operations(after, PAGE).await?)
    }

    /// Says what became of an operation that the portal cannot tell. The request ends accordingly;
    /// where it was done, the person is told by mail.
    ///
    /// # Errors
    /// [`DecisionError`]; then nothing was changed.
    pub async fn decide_operation(
        &self,
        granted: &Granted<DecideOperations>,
        request: RequestId,
        operation: OperationId,
        decision: Decision,
        reason: &str,
    ) -> Result<(), DecisionError> {
        let reason = reason.trim();
        if reason.is_empty() {
            return Err(DecisionError::NoReason);
        }
        if reason.chars().count() > MAX_REASON {
            return Err(DecisionError::ReasonTooLong);
        }
        let event = granted.event(AuditKind::OperationDecided, [("reason", json!(reason))]);
        let decided = self
            .engine
            .decide_operation(request, operation, decision, event);
        if decided.await? {
            Ok(())
        } else {
            Err(DecisionError::NotOpen)
        }
    }
}
