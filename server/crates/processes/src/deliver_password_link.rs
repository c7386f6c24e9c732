use crate::{
    Engine, EngineError,
    audit_entry::by_portal,
    eligibility,
    error::{job_error, mail_error, store_error},
    proven::{is_proven, still_serves},
};
use async_trait::async_trait;
use latchkey_domain::{
    AuditKind, Job, PasswordLink, PasswordSource, Process, Request, Subject, UnitOfWork,
};
use latchkey_jobs::{Handler, JobError};
use latchkey_mail::Letter;
use latchkey_values::RequestId;
use serde::{Deserialize, Serialize};

/// Mails a proven person the link behind which the new password is made.
///
/// The token is made here, not when the link was asked for: nothing that opens an account lies in the
/// queue. A retry makes a new token, and that kills the one before.
pub(crate) struct DeliverPasswordLink(pub(crate) Engine);

#[derive(Serialize, Deserialize)]
struct Payload {
    request: RequestId,
    number: u32,
}

const KIND: &str = "deliver-password-link";

/// Queues the delivery of a link.
pub(crate) async fn enqueue(
    engine: &Engine,
    unit: &mut dyn UnitOfWork,
    link: &PasswordLink,
) -> Result<(), EngineError> {
    let payload = serde_json::json!(Payload {
        request: link.request,
        number: link.number
    });
    engine.enqueue(unit, KIND, payload, engine.now()).await
}

/// A link that is still wanted.
struct Wanted {
    link: PasswordLink,
    request: Request,
    subject: Subject,
    process: Process,
}

#[async_trait]
impl Handler for DeliverPasswordLink {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(JobError::fail)?;
        self.deliver(&payload, job.attempts).await
    }
}

impl DeliverPasswordLink {
    async fn deliver(&self, payload: &Payload, attempt: u32) -> Result<(), JobError> {
        let engine = &self.0;
        let mut unit = engine.read().await.map_err(job_error)?;
        let wanted = self.wanted(unit.as_mut(), payload).await;
        drop(unit);
        let Some(wanted) = wanted.map_err(job_error)? else {
            return Ok(());
        };
        let store = engine.credential_store(&wanted.process).await;
        let store = store.map_err(job_error)?;
        let person = store.person(&wanted.subject.id).await;
        let Some(person) = person.map_err(store_error)? else {
            return Ok(());
        };
        // The proof would not hold any more when the link is opened.
        if engine.proof_rests_on(&wanted.process, &person) != wanted.subject.rests_on {
            return Ok(());
        }
        let Some(address) = eligibility::code_address(&wanted.process, &person) else {
            return Ok(());
        };
        let Some(token) = self.commit_token(payload).await.map_err(job_error)? else {
            return Ok(());
        };
        let letter = Letter::PasswordLink {
            address: engine.password_link_address(&token),
            minutes: wanted.process.reset.minutes,
        };
        // Each try has a token of its own, so it is a mail of its own.
        let key = format!(
            "{KIND}-{}-{}-{attempt}",
            wanted.link.request, payload.number
        );
        let sent = engine.mailer().send(address, &letter, &key).await;
        sent.map_err(mail_error)?;
        self.record_sent(&wanted.request).await.map_err(job_error)
    }

    /// Commits the digest of a new token before the mail leaves. `None` when the link is no longer wanted.
    async fn commit_token(&self, payload: &Payload) -> Result<Option<String>, EngineError> {
        let mut unit = self.0.begin().await?;
        let Some(wanted) = self.wanted(unit.as_mut(), payload).await? else {
            return Ok(None);
        };
        let token = self.0.entropy().token();
        let link = PasswordLink {
            digest: Some(PasswordLink::digest_of(&token)),
            ..wanted.link
        };
        unit.put_password_link(&link).await?;
        self.0.commit(unit).await?;
        Ok(Some(token))
    }

    async fn record_sent(&self, request: &Request) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        let event = by_portal(AuditKind::PasswordLinkSent, request);
        self.0.audit(unit.as_mut(), event).await?;
        self.0.commit(unit).await
    }

    /// The link of a job, unless it is over or a newer one was asked for.
    async fn wanted(
        &self,
        unit: &mut dyn UnitOfWork,
        payload: &Payload,
    ) -> Result<Option<Wanted>, EngineError> {
        let now = self.0.now();
        // The request first: whoever holds it holds its link.
        let Some(request) = unit.request(payload.request).await? else {
            return Ok(None);
        };
        let link = unit.password_link(payload.request).await?;
        let is_meant = |link: &PasswordLink| link.number == payload.number && now < link.expires_at;
        let (Some(link), Some(subject)) = (link.filter(is_meant), request.subject.clone()) else {
            return Ok(None);
        };
        let process = self.0.serving_process(unit, &request).await?;
        let is_wanted = is_proven(&request, now)
            && still_serves(&process, &request)
            && process.reset.password == PasswordSource::MailedLink;
        Ok(is_wanted.then_some(Wanted {
            link,
            request,
            subject,
            process,
        }))
    }
}
