use crate::{
    row::Row,
    transaction::{SqlTransaction, Statement, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Reminder, ReminderRecords, ReminderWalk, StoreError};
use latchkey_values::Alias;

const WALKS: &str = "reminder_walks";
const REMINDERS: &str = "reminders";

#[async_trait]
impl ReminderRecords for SqlTransaction {
    async fn begin_reminder_walk(
        &mut self,
        process: &Alias,
        due: Timestamp,
    ) -> Result<bool, StoreError> {
        let statement = sql(
            "INSERT INTO reminder_walks (process, due_at) VALUES ($1, $2) ON CONFLICT DO NOTHING",
        )
        .bind(process.as_str())
        .bind(due.as_millisecond());
        Ok(self.execute(WALKS, statement).await? == 1)
    }

    async fn reminder_walk(
        &mut self,
        process: &Alias,
        due: Timestamp,
    ) -> Result<Option<ReminderWalk>, StoreError> {
        let statement = sql(
            "SELECT process, due_at, pages, mark, people, reminded, ended_at FROM reminder_walks \
             WHERE process = $1 AND due_at = $2",
        )
        .bind(process.as_str())
        .bind(due.as_millisecond());
        let row = self.row(WALKS, statement).await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn last_reminder_walk(
        &mut self,
        process: &Alias,
    ) -> Result<Option<ReminderWalk>, StoreError> {
        let statement = sql(
            "SELECT process, due_at, pages, mark, people, reminded, ended_at FROM reminder_walks \
             WHERE process = $1 ORDER BY due_at DESC LIMIT 1",
        )
        .bind(process.as_str());
        let row = self.row(WALKS, statement).await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn save_reminder_walk(&mut self, walk: &ReminderWalk) -> Result<bool, StoreError> {
        let statement = sql(
            "UPDATE reminder_walks SET pages = $3, mark = $4, people = $5, reminded = $6, \
             ended_at = $7 WHERE process = $1 AND due_at = $2 AND pages = $3 - 1 \
             AND ended_at IS NULL",
        )
        .bind(walk.process.as_str())
        .bind(walk.due.as_millisecond())
        .bind(i64::from(walk.pages))
        .bind(walk.mark.as_deref())
        .bind(i64::from(walk.people))
        .bind(i64::from(walk.reminded))
        .bind(walk.ended_at.map(Timestamp::as_millisecond));
        Ok(self.execute(WALKS, statement).await? == 1)
    }

    async fn note_reminder(&mut self, reminder: &Reminder) -> Result<bool, StoreError> {
        let statement = bound(
            sql(
                "INSERT INTO reminders (credential_store, person, ends_at, days_before) \
                 VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING",
            ),
            reminder,
        );
        Ok(self.execute(REMINDERS, statement).await? == 1)
    }

    async fn is_reminded(&mut self, reminder: &Reminder) -> Result<bool, StoreError> {
        let statement = bound(
            sql(
                "SELECT person FROM reminders WHERE credential_store = $1 AND person = $2 \
                 AND ends_at = $3 AND days_before = $4",
            ),
            reminder,
        );
        Ok(self.row(REMINDERS, statement).await?.is_some())
    }

    async fn purge_reminders(&mut self, before: Timestamp) -> Result<(), StoreError> {
        let statement =
            sql("DELETE FROM reminders WHERE ends_at < $1").bind(before.as_millisecond());
        self.execute(REMINDERS, statement).await?;
        let statement =
            sql("DELETE FROM reminder_walks WHERE due_at < $1").bind(before.as_millisecond());
        self.execute(WALKS, statement).await.map(drop)
    }
}

fn bound<'q>(statement: Statement<'q>, reminder: &Reminder) -> Statement<'q> {
    statement
        .bind(reminder.credential_store.to_string())
        .bind(reminder.person.clone())
        .bind(reminder.ends_at.as_millisecond())
        .bind(i64::from(reminder.days_before))
}

fn read(row: &Row) -> Result<ReminderWalk, StoreError> {
    Ok(ReminderWalk {
        process: row.parsed("process")?,
        due: row.time("due_at")?,
        pages: row.count("pages")?,
        mark: row.optional_text("mark")?,
        people: row.count("people")?,
        reminded: row.count("reminded")?,
        ended_at: row.optional_time("ended_at")?,
    })
}
