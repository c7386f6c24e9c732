use crate::{
    Engine, EngineError,
    audit_entry::{WithDetail, by_portal},
    error::{job_error, mail_error, store_error},
};
use async_trait::async_trait;
use latchkey_domain::{AuditEvent, AuditKind, Job, Process, Request, UnitOfWork};
use latchkey_jobs::{Handler, JobError};
use latchkey_mail::{Letter, NotServedReason};
use latchkey_values::RequestId;
use serde::{Deserialize, Serialize};

/// Tells a known person, at their own address, why the portal cannot help and who can.
pub(crate) struct SendNotice(pub(crate) Engine);

#[derive(Serialize, Deserialize)]
struct Payload {
    request: RequestId,
    person: String,
    reason: NotServedReason,
}

const KIND: &str = "send-notice";

/// Queues a notice.
pub(crate) async fn enqueue(
    engine: &Engine,
    unit: &mut dyn UnitOfWork,
    request: RequestId,
    person: &str,
    reason: NotServedReason,
) -> Result<(), EngineError> {
    let payload = Payload {
        request,
        person: person.to_owned(),
        reason,
    };
    engine
        .enqueue(unit, KIND, serde_json::json!(payload), engine.now())
        .await
}

#[async_trait]
impl Handler for SendNotice {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(JobError::fail)?;
        let Some((request, process)) = self.request(payload.request).await.map_err(job_error)?
        else {
            return Ok(());
        };
        let store = self.0.credential_store(&process).await;
        let store = store.map_err(job_error)?;
        let Some(person) = store.person(&payload.person).await.map_err(store_error)? else {
            return Ok(());
        };
        let Some(address) = crate::eligibility::code_address(&process, &person) else {
            return Ok(());
        };
        let letter = Letter::NotServed {
            reason: payload.reason,
        };
        let key = format!("{KIND}-{}", payload.request);
        let wording = self.0.wording(&process, &person, &request);
        self.0
            .mailer()
            .send_worded(address, &letter, &wording, &key)
            .await
            .map_err(mail_error)?;
        self.record(&request, &payload).await.map_err(job_error)
    }
}

impl SendNotice {
    async fn request(&self, id: RequestId) -> Result<Option<(Request, Process)>, EngineError> {
        let mut unit = self.0.read().await?;
        let Some(request) = unit.request(id).await? else {
            return Ok(None);
        };
        let process = self.0.serving_process(unit.as_mut(), &request).await?;
        Ok(Some((request, process)))
    }

    async fn record(&self, request: &Request, payload: &Payload) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        let event = AuditEvent {
            subject: Some(payload.person.clone()),
            ..by_portal(AuditKind::NoticeSent, request)
                .with("notice", serde_json::json!(payload.reason))
        };
        self.0.audit(unit.as_mut(), event).await?;
        self.0.commit(unit).await
    }
}
