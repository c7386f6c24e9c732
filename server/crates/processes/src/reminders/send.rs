use super::reminder;
use crate::{
    Engine, EngineError,
    error::{job_error, mail_error, store_error},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_credential_stores::{PasswordExpiration, Person};
use latchkey_domain::{Actor, AuditEvent, AuditKind, Job, Process, Purpose, Reminder, UnitOfWork};
use latchkey_jobs::{Handler, JobError};
use latchkey_mail::Letter;
use latchkey_values::Alias;
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};

/// Tells a person when their password ends and where to get a new one, unless that has changed since.
pub(crate) struct SendReminder(pub(crate) Engine);

#[derive(Serialize, Deserialize)]
struct Payload {
    process: Alias,
    person: String,
    ends_at: Timestamp,
    days_before: u32,
}

const KIND: &str = "send-reminder";

/// Queues a reminder that was noted.
pub(super) async fn enqueue(
    engine: &Engine,
    unit: &mut dyn UnitOfWork,
    process: &Alias,
    reminder: &Reminder,
) -> Result<(), EngineError> {
    let payload = json!(Payload {
        process: process.clone(),
        person: reminder.person.clone(),
        ends_at: reminder.ends_at,
        days_before: reminder.days_before,
    });
    engine.enqueue(unit, KIND, payload, engine.now()).await
}

/// The person has had so much mail within the hour that this one waits.
#[derive(Debug, thiserror::Error)]
#[error("the person has had enough mail for now")]
struct EnoughMail;

#[async_trait]
impl Handler for SendReminder {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn is_bulk(&self) -> bool {
        true
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(JobError::fail)?;
        let mut unit = self.0.read().await.map_err(job_error)?;
        let process = self.0.reminding_process(unit.as_mut(), &payload.process);
        let Some(process) = process.await.map_err(job_error)? else {
            return Ok(());
        };
        drop(unit);
        let Some((person, end)) = self.still_due(&process, &payload).await? else {
            return Ok(());
        };
        let Some(address) = person.primary.as_ref().or(person.recovery.as_ref()) else {
            return Ok(());
        };
        self.count(&person).await?;
        let letter = self.letter(&process, &person, &end);
        let Payload {
            ends_at,
            days_before,
            ..
        } = payload;
        let key = format!("{KIND}-{}-{}-{days_before}", person.id, ends_at.as_second());
        let wording = self.0.own_wording(&process, &person);
        let mailer = self.0.mailer();
        let sent = mailer.send_worded(address, &letter, &wording, &key).await;
        sent.map_err(mail_error)?;
        self.record(&payload).await.map_err(job_error)
    }
}

impl SendReminder {
    /// The person as the directory knows them now, if the password still ends then.
    async fn still_due(
        &self,
        process: &Process,
        payload: &Payload,
    ) -> Result<Option<(Person, PasswordExpiration)>, JobError> {
        let store = self.0.credential_store_for_bulk(process).await;
        let store = store.map_err(job_error)?;
        let person = store.person(&payload.person).await.map_err(store_error)?;
        let Some(person) = person else {
            return Ok(None);
        };
        let end = store.password_expiration(&person).await;
        let end = end.map_err(store_error)?;
        let end = end.filter(|end| end.expires_at == payload.ends_at);
        Ok(end.and_then(|end| {
            reminder(process, &person, &end, self.0.now())?;
            Some((person, end))
        }))
    }

    /// Counts the mail among all that this person gets.
    async fn count(&self, person: &Person) -> Result<(), JobError> {
        let counted = async {
            let mut unit = self.0.begin().await?;
            let may_have = self.0.count_mail(unit.as_mut(), &person.id).await?;
            self.0.commit(unit).await?;
            Ok(may_have)
        };
        if counted.await.map_err(job_error)? {
            Ok(())
        } else {
            Err(JobError::retry(EnoughMail))
        }
    }

    fn letter(&self, process: &Process, person: &Person, end: &PasswordExpiration) -> Letter {
        let purpose = if process.offers.change {
            Purpose::Change
        } else {
            Purpose::Reset
        };
        Letter::PasswordEnds {
            login: person.names.login.clone(),
            days: end.days_left(self.0.now()),
            at: end.expires_at,
            page: self.0.public_address_for(process, purpose),
        }
    }

    async fn record(&self, payload: &Payload) -> Result<(), EngineError> {
        let details = [
            ("notice", json!("password-ends")),
            ("process", json!(payload.process)),
            ("days_before", json!(payload.days_before)),
        ];
        let event = AuditEvent {
            kind: AuditKind::NoticeSent,
            actor: Actor::Portal,
            subject: Some(payload.person.clone()),
            request: None,
            network: None,
            details: Map::from_iter(details.map(|(name, value)| (name.to_owned(), value))),
        };
        let mut unit = self.0.begin().await?;
        self.0.audit(unit.as_mut(), event).await?;
        self.0.commit(unit).await
    }
}
