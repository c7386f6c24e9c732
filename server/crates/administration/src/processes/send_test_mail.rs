use super::SampleMail;
use crate::{Administration, AdministrationError};
use async_trait::async_trait;
use jiff::SignedDuration;
use latchkey_auth::access::{EditProcesses, Granted};
use latchkey_domain::{AuditKind, Digest, Job, Limit, NewJob, Process};
use latchkey_jobs::{Handler, JobError};
use latchkey_mail::{MailError, Wording};
use latchkey_values::{Alias, EmailAddress, JobId, Language};
use serde::{Deserialize, Serialize};
use serde_json::json;

/// What came of asking for a test mail.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TestMail {
    /// Both mails are on their way to this address.
    OnItsWay(EmailAddress),
    /// The login of whoever asked is no address.
    NoAddress,
    /// They have had enough of them for this hour.
    Limited,
    /// There is no such process.
    NoProcess,
}

/// Enough to try every language.
const LIMIT: Limit = Limit {
    name: "test-mail",
    most: 10,
    window: SignedDuration::from_hours(1),
};

/// Sends the mails of a process to whoever asked for them, worded as people get them.
pub(crate) struct SendTestMail(pub(crate) Administration);

const KIND: &str = "send-test-mail";

#[derive(Serialize, Deserialize)]
struct Payload {
    process: Alias,
    language: Language,
    sample: SampleMail,
    to: EmailAddress,
}

impl Administration {
    /// Sends the mails of a process, in `language`, to the address of whoever asks, and to no other.
    ///
    /// # Errors
    /// [`AdministrationError::Store`]; then nothing is sent.
    pub async fn send_test_mail(
        &self,
        by: &Granted<EditProcesses>,
        alias: &Alias,
        language: Language,
    ) -> Result<TestMail, AdministrationError> {
        let member = by.member();
        let Ok(to) = member.login.parse::<EmailAddress>() else {
            return Ok(TestMail::NoAddress);
        };
        let mut unit = self.store.begin().await?;
        let Some(process) = unit.process(alias).await? else {
            return Ok(TestMail::NoProcess);
        };
        let now = self.clock.now();
        let who = Digest::of_text(&json!(member.principal).to_string());
        let count = unit.count(LIMIT.name, &who, LIMIT.window_end(now)).await?;
        if LIMIT.judge(count, now).is_err() {
            return Ok(TestMail::Limited);
        }
        for sample in SampleMail::ALL {
            let job = self.test_mail(&process, language, sample, &to);
            unit.enqueue(&job).await?;
        }
        let details = [("process", json!(alias)), ("language", json!(language))];
        unit.append_audit(now, by.event(AuditKind::TestMailSent, details))
            .await?;
        unit.commit().await?;
        self.wake.notify();
        Ok(TestMail::OnItsWay(to))
    }

    fn test_mail(
        &self,
        process: &Process,
        language: Language,
        sample: SampleMail,
        to: &EmailAddress,
    ) -> NewJob {
        let payload = Payload {
            process: process.alias.clone(),
            language,
            sample,
            to: to.clone(),
        };
        NewJob {
            id: JobId::new(&*self.clock, &*self.entropy),
            kind: KIND,
            payload: json!(payload),
            run_at: self.clock.now(),
        }
    }
}

#[async_trait]
impl Handler for SendTestMail {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(JobError::fail)?;
        let mut unit = self.0.store.read().await.map_err(JobError::retry)?;
        let process = unit.process(&payload.process).await;
        let Some(process) = process.map_err(JobError::retry)? else {
            return Ok(());
        };
        drop(unit);
        let letter = self.0.sample_letter(&process, payload.sample);
        let wording: Wording = self.0.sample_wording(&process, payload.language);
        let key = format!("{KIND}-{}", job.id);
        let mailer = self.0.engine.mailer();
        let sent = mailer.send_worded(&payload.to, &letter, &wording, &key);
        sent.await.map_err(|error| match error {
            MailError::Temporary(_) => JobError::retry(error),
            MailError::Permanent(_) => JobError::fail(error),
        })
    }
}
