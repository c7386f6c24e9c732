use super::walk;
use crate::{Engine, EngineError, error::job_error};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Job, UnitOfWork};
use latchkey_jobs::{Handler, JobError, Recurring};
use latchkey_values::Alias;
use std::time::Duration;

/// Begins the day's walk of each process whose hour has come. Each is noted in the transaction that queues
/// it, so that nodes that do this at once begin it once.
pub(crate) struct PlanReminders(pub(crate) Engine);

const KIND: &str = "plan-reminders";

/// As often as there are offsets of clocks from UTC.
pub(crate) const RECURRING: Recurring = Recurring {
    kind: KIND,
    every: Duration::from_mins(15),
};

/// How long is remembered who was reminded of an end that has passed.
const KEPT: SignedDuration = SignedDuration::from_hours(24 * 30);

#[async_trait]
impl Handler for PlanReminders {
    fn kind(&self) -> &'static str {
        KIND
    }

    async fn run(&self, _job: &Job) -> Result<(), JobError> {
        self.plan().await.map_err(job_error)
    }
}

impl PlanReminders {
    async fn plan(&self) -> Result<(), EngineError> {
        let mut unit = self.0.read().await?;
        let due = self.due(unit.as_mut()).await?;
        drop(unit);
        if due.is_empty() {
            return Ok(());
        }
        let mut unit = self.0.begin().await?;
        unit.purge_reminders(self.0.now() - KEPT).await?;
        for (process, due) in due {
            if unit.begin_reminder_walk(&process, due).await? {
                walk::enqueue(&self.0, unit.as_mut(), &process, due).await?;
            }
        }
        self.0.commit(unit).await
    }

    /// The walks that are due and not begun yet.
    async fn due(&self, unit: &mut dyn UnitOfWork) -> Result<Vec<(Alias, Timestamp)>, EngineError> {
        let mut found = Vec::new();
        for process in unit.processes().await? {
            let due = process.reminders.password_end.walk_due(self.0.now());
            let Some(due) = due.filter(|_| process.active) else {
                continue;
            };
            if unit.reminder_walk(&process.alias, due).await?.is_none() {
                found.push((process.alias, due));
            }
        }
        Ok(found)
    }
}
