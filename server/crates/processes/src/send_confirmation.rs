use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_portal},
    desk::CODE_LASTS,
    error::{job_error, mail_error, store_error},
    finish_password::is_unfinished,
};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use latchkey_credential_stores::Person;
use latchkey_domain::{
    AuditKind, DeskCase, Job, Operation, OperationKind, OperationState, Process, Request,
    UnitOfWork,
};
use latchkey_jobs::{Handler, JobError};
use latchkey_mail::{DeskNotice, Letter};
use latchkey_values::{EmailAddress, RequestId};
use serde::{Deserialize, Serialize};

/// Tells a person at each of their addresses what was done to the account. One job an address, so
/// that trouble with one never repeats the other.
pub(crate) struct SendConfirmation(pub(crate) Engine);

#[derive(Clone, Copy, Debug, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Channel {
    Primary,
    Recovery,
}

#[derive(Serialize, Deserialize)]
struct Payload {
    request: RequestId,
    channel: Channel,
}

const KIND: &str = "send-confirmation";

/// An outcome recorded so soon tells the time of what happened as well.
const KNOWN_WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// Queues the confirmations of a reset.
pub(crate) async fn enqueue(
    engine: &Engine,
    unit: &mut dyn UnitOfWork,
    request: RequestId,
) -> Result<(), EngineError> {
    for channel in [Channel::Primary, Channel::Recovery] {
        let payload = serde_json::json!(Payload { request, channel });
        engine.enqueue(unit, KIND, payload, engine.now()).await?;
    }
    Ok(())
}

#[async_trait]
impl Handler for SendConfirmation {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(JobError::fail)?;
        let Some(facts) = self.facts(payload.request).await.map_err(job_error)? else {
            return Ok(());
        };
        let Facts {
            request,
            process,
            operations,
            case,
        } = facts;
        // The first try waits for the whole story; a later one tells what is known by then.
        if job.attempts == 1 && is_unfinished(&request, &process, &operations) {
            return Err(JobError::retry(Unfinished));
        }
        let store = self.0.credential_store(&process).await;
        let store = store.map_err(job_error)?;
        let Some(subject) = &request.subject else {
            return Ok(());
        };
        let Some(person) = store.person(&subject.id).await.map_err(store_error)? else {
            return Ok(());
        };
        let Some(address) = address(&person, payload.channel) else {
            return Ok(());
        };
        let letter = match &case {
            Some(case) => desk_letter(&person, &operations, case),
            None => letter(&person, &operations),
        };
        let Some(letter) = letter else {
            return Ok(());
        };
        let key = format!("{KIND}-{:?}-{}", payload.channel, payload.request).to_lowercase();
        let wording = self.0.wording(&process, &person, &request);
        self.0
            .mailer()
            .send_worded(address, &letter, &wording, &key)
            .await
            .map_err(mail_error)?;
        self.record(&request, payload.channel)
            .await
            .map_err(job_error)
    }
}

/// What there is to tell.
struct Facts {
    request: Request,
    process: Process,
    operations: Vec<Operation>,
    /// `None` when no agent did it.
    case: Option<DeskCase>,
}

/// Unlocking or signing out is still under way.
#[derive(Debug, thiserror::Error)]
#[error("what follows the new password has not ended yet")]
struct Unfinished;

impl SendConfirmation {
    async fn facts(&self, id: RequestId) -> Result<Option<Facts>, EngineError> {
        let mut unit = self.0.read().await?;
        let Some(request) = unit.request(id).await? else {
            return Ok(None);
        };
        let process = self.0.serving_process(unit.as_mut(), &request).await?;
        let operations = unit.operations(id).await?;
        let case = unit.desk_case(id).await?;
        Ok(Some(Facts {
            request,
            process,
            operations,
            case,
        }))
    }

    async fn record(&self, request: &Request, channel: Channel) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        let event = by_portal(AuditKind::NoticeSent, request)
            .with("purpose", serde_json::json!(request.purpose))
            .with("address", serde_json::json!(channel));
        self.0.audit(unit.as_mut(), event).await?;
        self.0.commit(unit).await
    }
}

/// The address of a channel as the directory knows it now; the recovery address only if it is another one.
fn address(person: &Person, channel: Channel) -> Option<&EmailAddress> {
    match channel {
        Channel::Primary => person.primary.as_ref(),
        Channel::Recovery => person
            .recovery
            .as_ref()
            .filter(|recovery| person.primary.as_ref() != Some(recovery)),
    }
}

/// `None` when there is nothing to confirm.
fn letter(person: &Person, operations: &[Operation]) -> Option<Letter> {
    let done = |kinds: &[OperationKind]| {
        let is_done = |o: &&Operation| kinds.contains(&o.kind) && o.state == OperationState::Done;
        operations.iter().rfind(is_done)
    };
    let login = person.names.login.clone();
    let unlocked = done(&[OperationKind::Unlock]);
    let password = done(&[OperationKind::SetPassword, OperationKind::ChangePassword]);
    let Some(password) = password else {
        let at = told_time(unlocked?);
        return Some(Letter::AccountUnlocked { login, at });
    };
    Some(Letter::PasswordChanged {
        login,
        at: told_time(password),
        unlocked: unlocked.is_some(),
        sessions_revoked: done(&[OperationKind::RevokeSessions]).is_some(),
    })
}

/// The same for what an agent did: always told, and always as that.
fn desk_letter(person: &Person, operations: &[Operation], case: &DeskCase) -> Option<Letter> {
    let is_done = |o: &&Operation| o.state == OperationState::Done;
    let (action, at) = if let Some(operation) = operations.iter().rfind(is_done) {
        (notice(operation.kind)?, told_time(operation))
    } else {
        let until = case.handover.as_ref()?.until;
        (DeskNotice::HandoverCode, Some(until - CODE_LASTS))
    };
    let login = person.names.login.clone();
    Some(Letter::DeskAction { action, at, login })
}

const fn notice(kind: OperationKind) -> Option<DeskNotice> {
    match kind {
        OperationKind::Unlock => Some(DeskNotice::Unlocked),
        OperationKind::RevokeSessions => Some(DeskNotice::SignedOut),
        OperationKind::ExpirePassword => Some(DeskNotice::PasswordExpired),
        OperationKind::SetPassword | OperationKind::ChangePassword => None,
    }
}

/// When it was done, as far as that is known: an outcome found out late does not say.
fn told_time(operation: &Operation) -> Option<Timestamp> {
    let late = operation.intended_at + KNOWN_WITHIN;
    operation.settled_at.filter(|at| *at <= late)
}
