//! What the store without its audit trail passes on unchanged: reminders.

use super::Unaudited;
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Reminder, ReminderRecords, ReminderWalk, StoreError};
use latchkey_values::Alias;

#[async_trait]
impl ReminderRecords for Unaudited {
    async fn begin_reminder_walk(
        &mut self,
        process: &Alias,
        due: Timestamp,
    ) -> Result<bool, StoreError> {
        self.0.begin_reminder_walk(process, due).await
    }

    async fn reminder_walk(
        &mut self,
        process: &Alias,
        due: Timestamp,
    ) -> Result<Option<ReminderWalk>, StoreError> {
        self.0.reminder_walk(process, due).await
    }

    async fn last_reminder_walk(
        &mut self,
        process: &Alias,
    ) -> Result<Option<ReminderWalk>, StoreError> {
        self.0.last_reminder_walk(process).await
    }

    async fn save_reminder_walk(&mut self, walk: &ReminderWalk) -> Result<bool, StoreError> {
        self.0.save_reminder_walk(walk).await
    }

    async fn note_reminder(&mut self, reminder: &Reminder) -> Result<bool, StoreError> {
        self.0.note_reminder(reminder).await
    }

    async fn is_reminded(&mut self, reminder: &Reminder) -> Result<bool, StoreError> {
        self.0.is_reminded(reminder).await
    }

    async fn purge_reminders(&mut self, before: Timestamp) -> Result<(), StoreError> {
        self.0.purge_reminders(before).await
    }
}
