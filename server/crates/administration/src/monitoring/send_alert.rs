use crate::Administration;
use async_trait::async_trait;
use latchkey_domain::{Job, NewJob, StoreError, UnitOfWork};
use latchkey_jobs::{Handler, JobError};
use latchkey_mail::{Letter, MailError};
use latchkey_values::{EmailAddress, JobId};
use serde::{Deserialize, Serialize};

/// Tells somebody who looks after the portal of an alert. One job an address, so that trouble with
/// one never repeats the other.
pub(crate) struct SendAlert(pub(crate) Administration);

const KIND: &str = "send-alert";

#[derive(Serialize, Deserialize)]
struct Payload {
    people: u32,
    minutes: u32,
    to: EmailAddress,
}

/// Queues the mail of an alert.
pub(super) async fn enqueue(
    administration: &Administration,
    unit: &mut dyn UnitOfWork,
    people: u32,
    to: &EmailAddress,
) -> Result<(), StoreError> {
    let payload = Payload {
        people,
        minutes: administration.block_alert.minutes,
        to: to.clone(),
    };
    unit.enqueue(&NewJob {
        id: JobId::new(&*administration.clock, &*administration.entropy),
        kind: KIND,
        payload: serde_json::json!(payload),
        run_at: administration.clock.now(),
    })
    .await
}

#[async_trait]
impl Handler for SendAlert {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        let Payload {
            people,
            minutes,
            to,
        } = serde_json::from_value(job.payload.clone()).map_err(JobError::fail)?;
        let letter = Letter::ManyBlocked { people, minutes };
        let key = format!("{KIND}-{}", job.id);
        let sent = self.0.engine.mailer().send(&to, &letter, &key).await;
        sent.map_err(|error| match error {
            MailError::Temporary(_) => JobError::retry(error),
            MailError::Permanent(_) => JobError::fail(error),
        })
    }
}
