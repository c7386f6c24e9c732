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

/// When an outcome nobody recorded is first looked for. An effect that shows has happened.
pub(crate) const FIRST_LOOK_AFTER: SignedDuration = SignedDuration::from_secs(5);

/// From when on an effect that does not show did not happen: surely after the call has ended.
const CERTAIN_AFTER: SignedDuration = SignedDuration::from_secs(20);

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

    /// It only reads.
    fn outlives_restore(&self) -> bool {
        true
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(JobError::fail)?;
        let id = payload.request;
        let Some((request, operation)) = self.open_operation(id).await.map_err(job_error)? else {
            return Ok(());
        };
        let asked_at = self.0.now();
        let read = self.read_person(&request, &operation).await;
        match conclude(&operation, asked_at, read.map_err(job_error)?) {
            Ok(settlement) => self.0.record(id, operation.id, settlement).await,
            Err(at) => self.look_again(id, at).await,
        }
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
    async fn look_again(&self, id: RequestId, at: Timestamp) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        enqueue(&self.0, unit.as_mut(), id, at).await?;
        self.0.commit(unit).await
    }

    async fn read_person(
        &self,
        request: &Request,
        operation: &Operation,
    ) -> Result<Result<Option<Person>, Failure>, EngineError> {
        let process = self
            .0
            .serving_process(self.0.read().await?.as_mut(), request)
            .await?;
        Ok(self
            .0
            .credential_store(&process)
            .await?
            .person(&operation.subject)
            .await)
    }
}

/// What reading has shown; `Err` says when to look again.
fn conclude(
    operation: &Operation,
    asked_at: Timestamp,
    read: Result<Option<Person>, Failure>,
) -> Result<Settlement, Timestamp> {
    let certain_at = operation.intended_at + CERTAIN_AFTER;
    match read {
        Ok(person) if shows(operation, person.as_ref()) => Ok(Settlement::Done {
            answer_id: None,
            inferred: true,
        }),
        Ok(_) if asked_at < certain_at => Err(certain_at),
        Ok(_) => Ok(Settlement::NotSent),
        Err(_) if asked_at > operation.intended_at + GIVE_UP_AFTER => Ok(Settlement::Unknown),
        Err(failure) => {
            let error = &failure as &dyn std::error::Error;
            tracing::warn!(error, "cannot read the outcome yet");
            Err(asked_at + LOOK_AGAIN_AFTER)
        }
    }
}

/// Whether the effect shows in what the directory says now, by its own clock: the database keeps
/// milliseconds, as Okta does.
fn shows(operation: &Operation, person: Option<&Person>) -> bool {
    match operation.kind {
        OperationKind::SetPassword | OperationKind::ChangePassword => {
            let changed = person.and_then(|person| person.password_changed);
            let before = operation.password_changed_before;
            changed.map(Timestamp::as_millisecond) > before.map(Timestamp::as_millisecond)
        }
        OperationKind::Unlock => {
            person.is_some_and(|person| person.status != UserStatus::LockedOut)
        }
        OperationKind::ExpirePassword => {
            person.is_some_and(|person| person.status == UserStatus::PasswordExpired)
        }
        // Signing out can always be repeated; it is never what a request waits for.
        OperationKind::RevokeSessions => false,
    }
}

impl Engine {
    /// Records the outcome of an effect, once, with everything that follows from it. `false` when it
    /// was recorded before.
    pub(crate) async fn settle(
        &self,
        id: RequestId,
        operation: OperationId,
        settlement: Settlement,
    ) -> Result<bool, EngineError> {
        let mut unit = self.begin().await?;
        let Some(mut request) = unit.request(id).await? else {
            return Ok(false);
        };
        let operations = unit.operations(id).await?;
        let Some(mut operation) = operations
            .into_iter()
            .find(|o| o.id == operation && o.is_open())
        else {
            return Ok(false);
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
        self.keep_or_forget(unit.as_mut(), &operation).await?;
        self.audit(unit.as_mut(), event).await?;
        self.follow(unit.as_mut(), &mut request, state).await?;
        // The runner is not woken yet: the confirmation is to say what `finish_password` does next.
        unit.commit().await?;
        Ok(true)
    }

    /// Does what follows from an outcome: ends the request and tells the person, or gives it back.
    pub(crate) async fn follow(
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
