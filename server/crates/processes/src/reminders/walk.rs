use super::{due, send, within};
use crate::{
    Engine, EngineError,
    error::{job_error, store_error},
};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use latchkey_credential_stores::{Failure, PasswordEnds};
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, Job, Process, Reminder, ReminderWalk, UnitOfWork,
};
use latchkey_jobs::{Handler, JobError};
use latchkey_values::Alias;
use serde::{Deserialize, Serialize};
use serde_json::{Map, json};
use std::time::Duration;

/// Goes through the people of a credential store, page by page, and queues the reminders that are due.
/// What was found on a page is committed together with where to go on, so that a walk which is cut off
/// goes on there.
pub(crate) struct WalkForReminders(pub(crate) Engine);

#[derive(Serialize, Deserialize)]
struct Payload {
    process: Alias,
    due: Timestamp,
}

const KIND: &str = "walk-for-reminders";

/// By then the next walk is due, which finds the same people.
const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// Queues a walk that was noted.
pub(super) async fn enqueue(
    engine: &Engine,
    unit: &mut dyn UnitOfWork,
    process: &Alias,
    due: Timestamp,
) -> Result<(), EngineError> {
    let payload = json!(Payload {
        process: process.clone(),
        due
    });
    engine.enqueue(unit, KIND, payload, engine.now()).await
}

/// The place that the store gave has become void; the walk begins anew.
#[derive(Debug, thiserror::Error)]
#[error("the credential store does not know any more where the list goes on")]
struct PlaceLost;

#[async_trait]
impl Handler for WalkForReminders {
    fn kind(&self) -> &'static str {
        KIND
    }

    fn is_bulk(&self) -> bool {
        true
    }

    async fn run(&self, job: &Job) -> Result<(), JobError> {
        let payload: Payload =
            serde_json::from_value(job.payload.clone()).map_err(JobError::fail)?;
        while self.step(&payload).await? {}
        Ok(())
    }

    /// A hundred thousand people, of whom one in ten is looked at closer, at the rate that Okta allows.
    fn time_limit(&self) -> Duration {
        Duration::from_hours(12)
    }
}

impl WalkForReminders {
    /// Does the next page. `false` when there is none.
    async fn step(&self, payload: &Payload) -> Result<bool, JobError> {
        let Some((process, walk)) = self.wanted(payload).await.map_err(job_error)? else {
            return Ok(false);
        };
        let now = self.0.now();
        let store = self.0.credential_store_for_bulk(&process).await;
        let store = store.map_err(job_error)?;
        let page = store.password_ends(within(&process, now), walk.mark.as_deref());
        let page = match page.await {
            Err(Failure::Refused(_)) if walk.mark.is_some() => {
                self.begin_anew(walk).await.map_err(job_error)?;
                return Err(JobError::retry(PlaceLost));
            }
            page => page.map_err(store_error)?,
        };
        let reminders = due(&process, &page, now);
        let saved = self.save(&process, walk, page, &reminders).await;
        saved.map_err(job_error)
    }

    /// The process and its walk, as long as there is something left to do.
    async fn wanted(
        &self,
        Payload { process, due }: &Payload,
    ) -> Result<Option<(Process, ReminderWalk)>, EngineError> {
        let mut unit = self.0.read().await?;
        let process = self.0.reminding_process(unit.as_mut(), process).await?;
        let is_old = self.0.now().duration_since(*due) >= A_DAY;
        let Some(process) = process.filter(|_| !is_old) else {
            return Ok(None);
        };
        let walk = unit.reminder_walk(&process.alias, *due).await?;
        let open = walk.filter(|walk| walk.ended_at.is_none());
        Ok(open.map(|walk| (process, walk)))
    }

    /// Commits what a page came to. `false` when it was the last.
    async fn save(
        &self,
        process: &Process,
        walk: ReminderWalk,
        page: PasswordEnds,
        reminders: &[Reminder],
    ) -> Result<bool, EngineError> {
        let mut unit = self.0.begin().await?;
        let mut queued = 0;
        for reminder in reminders {
            if unit.note_reminder(reminder).await? {
                send::enqueue(&self.0, unit.as_mut(), &process.alias, reminder).await?;
                queued += 1;
            }
        }
        let walk = ReminderWalk {
            pages: walk.pages + 1,
            people: walk.people.saturating_add(page.looked_at),
            reminded: walk.reminded + queued,
            ended_at: page.next.is_none().then(|| self.0.now()),
            mark: page.next,
            ..walk
        };
        if !unit.save_reminder_walk(&walk).await? {
            // Another worker, whose lease came after ours, has done this page.
            return Ok(true);
        }
        if queued > 0 {
            let event = reminders_queued(&walk, queued);
            self.0.audit(unit.as_mut(), event).await?;
        }
        self.0.commit(unit).await?;
        Ok(walk.mark.is_some())
    }

    async fn begin_anew(&self, walk: ReminderWalk) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        let walk = ReminderWalk {
            pages: walk.pages + 1,
            mark: None,
            people: 0,
            ..walk
        };
        unit.save_reminder_walk(&walk).await?;
        self.0.commit(unit).await
    }
}

fn reminders_queued(walk: &ReminderWalk, queued: u32) -> AuditEvent {
    let details = [
        ("process", json!(walk.process)),
        ("reminders", json!(queued)),
        ("due", json!(walk.due)),
    ];
    AuditEvent {
        kind: AuditKind::RemindersQueued,
        actor: Actor::Portal,
        subject: None,
        request: None,
        network: None,
        details: Map::from_iter(details.map(|(name, value)| (name.to_owned(), value))),
    }
}
