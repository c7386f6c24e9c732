use super::StoreError;
use crate::{Reminder, ReminderWalk};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_values::Alias;

/// Which reminders were queued, and how far each day's walk through the people has come.
#[async_trait]
pub trait ReminderRecords {
    /// Notes that a walk begins. `false` when it was begun before, here or on another node.
    async fn begin_reminder_walk(
        &mut self,
        process: &Alias,
        due: Timestamp,
    ) -> Result<bool, StoreError>;
    /// The walk of a process that was due then; `None` when it was not begun.
    async fn reminder_walk(
        &mut self,
        process: &Alias,
        due: Timestamp,
    ) -> Result<Option<ReminderWalk>, StoreError>;
    /// The latest walk of a process; `None` when there was none yet.
    async fn last_reminder_walk(
        &mut self,
        process: &Alias,
    ) -> Result<Option<ReminderWalk>, StoreError>;
    /// Saves how far a walk has come by one more page. `false` when somebody else did that page
    /// meanwhile, or ended the walk.
    async fn save_reminder_walk(&mut self, walk: &ReminderWalk) -> Result<bool, StoreError>;
    /// Notes that a reminder is queued. `false` when it was noted before.
    async fn note_reminder(&mut self, reminder: &Reminder) -> Result<bool, StoreError>;
    /// Whether a reminder was queued.
    async fn is_reminded(&mut self, reminder: &Reminder) -> Result<bool, StoreError>;
    /// Forgets walks that were due, and reminders of passwords that ended, before then.
    async fn purge_reminders(&mut self, before: Timestamp) -> Result<(), StoreError>;
}
