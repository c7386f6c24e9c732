use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_portal},
    error::{job_error, store_error},
};
use async_trait::async_trait;
use jiff::SignedDuration;
use latchkey_credential_stores::{CredentialStore, Failure};
use latchkey_domain::{
    AuditKind, Job, Operation, OperationKind, OperationState, Process, Purpose, Request, UnitOfWork,
};
use latchkey_jobs::{Handler, JobError};
use latchkey_values::{OperationId, RequestId, UserStatus};
use serde::{Deserialize, Serialize};

/// Does what is left after the password was set: lifts the lock, has a made password changed at the next
/// sign-in, signs out everywhere.
///
/// The step itself tries this at once; the job makes sure of it.
pub(crate) struct FinishPassword(pub(crate) Engine);

#[derive(Serialize, Deserialize)]
struct Payload {
    request: RequestId,
}

const KIND: &str = "finish-password";

/// Surely after the attempt that the step itself makes.
const AFTER: SignedDuration = SignedDuration::from_secs(20);

/// Queues the rest of a password change.
pub(crate) async fn enqueue(
    engine: &Engine,
    unit: &mut dyn UnitOfWork,
    request: RequestId,
) -> Result<(), EngineError> {
    engine
        .enqueue(
            unit,
            KIND,
            serde_json::json!(Payload { request }),
            engine.now() + AFTER,
        )
        .await
}

#[async_trait]
impl Handler for FinishPassword {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(JobError::fail)?;
        self.0
            .finish_password(payload.request)
            .await
            .map_err(|error| match error {
                Unfinished::Engine(error) => job_error(error),
                Unfinished::Store(failure) => store_error(failure),
            })
    }
}

/// Why something is left.
#[derive(Debug, thiserror::Error)]
pub(crate) enum Unfinished {
    #[error(transparent)]
    Engine(#[from] EngineError),
    #[error(transparent)]
    Store(#[from] Failure),
}

impl From<latchkey_domain::StoreError> for Unfinished {
    fn from(error: latchkey_domain::StoreError) -> Self {
        Self::Engine(error.into())
    }
}

impl Engine {
    /// Lifts the lock, lets the password expire and signs out, as far as that is wanted and not done yet.
    pub(crate) async fn finish_password(&self, id: RequestId) -> Result<(), Unfinished> {
        let mut unit = self.read().await?;
        let Some(request) = unit.request(id).await? else {
            return Ok(());
        };
        let process = self.serving_process(unit.as_mut(), &request).await?;
        let operations = unit.operations(id).await?;
        drop(unit);
        let store = self.credential_store(&process).await?;
        for kind in wanted(&request, &process, &operations) {
            match operations.iter().rfind(|operation| operation.kind == kind) {
                Some(operation) if operation.is_open() => {
                    self.repeat(&*store, &request, operation.clone()).await?;
                }
                Some(operation) if operation.state != OperationState::NotSent => {}
                _ => {
                    let operation = self.intend_more(&request, kind).await?;
                    self.repeat(&*store, &request, operation).await?;
                }
            }
        }
        Ok(())
    }

    async fn intend_more(
        &self,
        request: &Request,
        kind: OperationKind,
    ) -> Result<Operation, EngineError> {
        let mut unit = self.begin().await?;
        let subject = request.subject.as_ref().map_or("", |subject| &subject.id);
        let id = OperationId::new(self.clock(), self.entropy());
        let operation = Operation::intend(id, request.id, kind, subject, None, self.now());
        unit.insert_operation(&operation).await?;
        let event = by_portal(AuditKind::OperationIntended, request)
            .with("operation", id.to_string())
            .with("kind", serde_json::json!(kind));
        self.audit(unit.as_mut(), event).await?;
        unit.commit().await?;
        Ok(operation)
    }

    /// Each effect may be repeated: an account that is not locked stays as it is, an expired password
    /// stays expired, and signing out twice is signing out.
    async fn repeat(
        &self,
        store: &dyn CredentialStore,
        request: &Request,
        mut operation: Operation,
    ) -> Result<(), Unfinished> {
        let answer = match operation.kind {
            OperationKind::Unlock => store.unlock(&operation.subject).await,
            OperationKind::ExpirePassword => store.expire_password(&operation.subject).await,
            OperationKind::RevokeSessions => store.revoke_sessions(&operation.subject).await,
            OperationKind::SetPassword | OperationKind::ChangePassword => return Ok(()),
        };
        let (state, answer_id) = match answer {
            Ok(answer_id) => (OperationState::Done, answer_id),
            Err(Failure::Refused(_) | Failure::Password(_)) => (OperationState::Refused, None),
            Err(failure) => return Err(failure.into()),
        };
        operation.settle(state, answer_id, self.now());
        let mut unit = self.begin().await?;
        unit.save_operation(&operation).await?;
        let event = by_portal(AuditKind::OperationSettled, request)
            .with("operation", operation.id.to_string())
            .with("kind", serde_json::json!(operation.kind))
            .with("outcome", serde_json::json!(state))
            .with("answer", operation.answer_id.clone());
        self.audit(unit.as_mut(), event).await?;
        Ok(unit.commit().await?)
    }
}

/// Whether something that follows a new password has not ended yet.
pub(crate) fn is_unfinished(
    request: &Request,
    process: &Process,
    operations: &[Operation],
) -> bool {
    let ended = |operation: &Operation| {
        matches!(
            operation.state,
            OperationState::Done | OperationState::Refused
        )
    };
    wanted(request, process, operations)
        .into_iter()
        .any(|kind| !operations.iter().any(|o| o.kind == kind && ended(o)))
}

/// What is wanted after a new password; nothing after anything else.
fn wanted(request: &Request, process: &Process, operations: &[Operation]) -> Vec<OperationKind> {
    let is_password = |operation: &Operation| {
        matches!(
            operation.kind,
            OperationKind::SetPassword | OperationKind::ChangePassword
        )
    };
    if request.purpose == Purpose::Unlock || !operations.iter().any(is_password) {
        return Vec::new();
    }
    let subject = request.subject.as_ref();
    let locked = process.unlocks_with_reset
        && subject.is_some_and(|subject| subject.status == UserStatus::LockedOut);
    let unlock = locked.then_some(OperationKind::Unlock);
    // Okta lets no password of a locked account expire, so that comes after the lock.
    let expire = (request.purpose == Purpose::Reset
        && process.reset.makes_password()
        && process.reset.must_change)
        .then_some(OperationKind::ExpirePassword);
    let revoke = process
        .revokes_sessions
        .then_some(OperationKind::RevokeSessions);
    [unlock, expire, revoke].into_iter().flatten().collect()
}
