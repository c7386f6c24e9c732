use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_portal},
    error::job_error,
    finish_password, send_confirmation,
};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use latchkey_credential_stores::{Failure, Person};
use latchkey_domain::{
    AuditKind, Job, Operation, OperationKind, OperationState, Request, RequestState, UnitOfWork,
};
use latchkey_jobs::{Handler, JobError};
use latchkey_values::{OperationId, RequestId, UserStatus};
use serde::{Deserialize, Serialize};

/// Finds out, by reading the directory, how an effect ended whose outcome was not recorded:
/// the portal was killed, or the answer was lost. Never repeats the call.
pub(crate) struct SettleOperation(pub(crate) Engine);

#[derive(Serialize, Deserialize)]
struct Payload {
    request: RequestId,
}

const KIND: &str = "settle-operation";

/// How long to wait before an unreadable directory is asked again.
const LOOK_AGAIN_AFTER: SignedDuration = SignedDuration::from_secs(30);

/// How long the directory may stay unreadable before a person has to look.
const GIVE_UP_AFTER: SignedDuration = SignedDuration::from_hours(2);

/// How an effect ended.
pub(crate) enum Settlement {
    /// It happened.
    Done {
        /// The directory's id of the call; `None` when unknown.
        answer_id: Option<String>,
        /// Whether that was concluded from reading rather than from the answer.
        inferred: bool,
    },
    /// The directory said no.
    Refused,
    /// It did not happen.
    NotSent,
    /// It cannot be found out.
    Unknown,
}

/// Queues the search for the outcome.
pub(crate) async fn enqueue(
    engine: &Engine,
    unit: &mut dyn UnitOfWork,
    request: RequestId,
    at: Timestamp,
) -> Result<(), EngineError> {
    engine
        .enqueue(unit, KIND, serde_json::json!(Payload { request }), at)
        .await
}

#[async_trait]
impl Handler for SettleOperation {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(JobError::fail)?;
        let id = payload.request;
        let Some((request, operation)) = self.open_operation(id).await.map_err(job_error)? else {
            return Ok(());
        };
        let settlement = match self
            .read_person(&request, &operation)
            .await
            .map_err(job_error)?
        {
            Ok(person) => conclude(&operation, person.as_ref()),
            Err(_) if self.0.now() > operation.intended_at + GIVE_UP_AFTER => Settlement::Unknown,
            Err(failure) => {
                tracing::warn!(
                    error = &failure as &dyn std::error::Error,
                    "cannot read the outcome yet"
                );
                return self.look_again(id).await.map_err(job_error);
            }
        };
        self.0
            .record(id, operation.id, settlement)
            .await
            .map_err(job_error)
    }
}

impl SettleOperation {
    async fn open_operation(
        &self,
        id: RequestId,
    ) -> Result<Option<(Request, Operation)>, EngineError> {
        let mut unit = self.0.read().await?;
        let Some(request) = unit.request(id).await? else {
            return Ok(None);
        };
        if request.state != RequestState::Executing {
            return Ok(None);
        }
        let open = unit
            .operations(id)
            .await?
            .into_iter()
            .find(Operation::is_open);
        Ok(open.map(|operation| (request, operation)))
    }

    /// A fresh job, not a retry: this search ends by the clock, not by a number of tries.
    async fn look_again(&self, id: RequestId) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        enqueue(&self.0, unit.as_mut(), id, self.0.now() + LOOK_AGAIN_AFTER).await?;
        self.0.commit(unit).await
    }

    async fn read_person(
        &self,
        request: &Request,
        operation: &Operation,
    ) -> Result<Result<Option<Person>, Failure>, EngineError> {
        let process = self
            .0
            .process(self.0.read().await?.as_mut(), &request.process)
            .await?;
        Ok(self
            .0
            .credential_store(&process)?
            .person(&operation.subject)
            .await)
    }
}

/// Judges by what the directory says now, and by its own clock: the database keeps milliseconds, as
/// Okta does.
fn conclude(operation: &Operation, person: Option<&Person>) -> Settlement {
    let happened = match operation.kind {
        OperationKind::SetPassword | OperationKind::ChangePassword => {
            let changed = person.and_then(|person| person.password_changed);
            let before = operation.password_changed_before;
            changed.map(Timestamp::as_millisecond) > before.map(Timestamp::as_millisecond)
        }
        OperationKind::Unlock => {
            person.is_some_and(|person| person.status != UserStatus::LockedOut)
        }
        // Signing out can always be repeated; it is never what a request waits for.
        OperationKind::RevokeSessions => false,
    };
    if happened {
        Settlement::Done {
            answer_id: None,
            inferred: true,
        }
    } else {
        Settlement::NotSent
    }
}

impl Engine {
    /// Records the outcome of an effect, once, with everything that follows from it.
    pub(crate) async fn settle(
        &self,
        id: RequestId,
        operation: OperationId,
        settlement: Settlement,
    ) -> Result<(), EngineError> {
        let mut unit = self.begin().await?;
        let Some(mut request) = unit.request(id).await? else {
            return Ok(());
        };
        let operations = unit.operations(id).await?;
        let Some(mut operation) = operations
            .into_iter()
            .find(|o| o.id == operation && o.is_open())
        else {
            return Ok(());
        };
        let (state, answer_id, inferred) = match settlement {
            Settlement::Done {
                answer_id,
                inferred,
            } => (OperationState::Done, answer_id, inferred),
            Settlement::Refused => (OperationState::Refused, None, false),
            Settlement::NotSent => (OperationState::NotSent, None, false),
            Settlement::Unknown => (OperationState::Unknown, None, false),
        };
        operation.settle(state, answer_id, self.now());
        unit.save_operation(&operation).await?;
        let event = by_portal(AuditKind::OperationSettled, &request)
            .with("operation", operation.id.to_string())
            .with("kind", serde_json::json!(operation.kind))
            .with("outcome", serde_json::json!(state))
            .with("inferred", inferred)
            .with("answer", operation.answer_id.clone());
        self.audit(unit.as_mut(), event).await?;
        self.follow(unit.as_mut(), &mut request, state).await?;
        // The runner is not woken yet: the confirmation is to say what `finish_password` does next.
        Ok(unit.commit().await?)
    }

    async fn follow(
        &self,
        unit: &mut dyn UnitOfWork,
        request: &mut Request,
        state: OperationState,
    ) -> Result<(), EngineError> {
        match state {
            OperationState::Done => {
                request.complete()?;
                self.audit(unit, by_portal(AuditKind::RequestCompleted, request))
                    .await?;
                finish_password::enqueue(self, unit, request.id).await?;
                send_confirmation::enqueue(self, unit, request.id).await?;
            }
            OperationState::Refused | OperationState::NotSent => request.give_back()?,
            OperationState::Intended | OperationState::Unknown => return Ok(()),
        }
        Ok(unit.save_request(request).await?)
    }
}
