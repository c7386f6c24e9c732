use crate::{
    row::Row,
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{JobRecord, JobRecords, JobState, StoreError};
use latchkey_values::JobId;
use sqlx::AssertSqlSafe;

const TABLE: &str = "jobs";

const COLUMNS: &str = "id, kind, payload, state, run_at, attempts, lease_until, last_error";

#[async_trait]
impl JobRecords for SqlTransaction {
    async fn job_counts(&mut self) -> Result<(u32, u32), StoreError> {
        let statement = sql(
            "SELECT COUNT(CASE WHEN state = 'queued' THEN 1 END) AS queued, \
             COUNT(CASE WHEN state = 'dead' THEN 1 END) AS dead FROM jobs",
        );
        let row = self
            .row(TABLE, statement)
            .await?
            .ok_or(StoreError::Missing(TABLE))?;
        Ok((row.count("queued")?, row.count("dead")?))
    }

    async fn job_records(
        &mut self,
        state: Option<JobState>,
        most: u32,
    ) -> Result<Vec<JobRecord>, StoreError> {
        let which = match state {
            None => "",
            Some(JobState::Queued) => "WHERE state = 'queued'",
            Some(JobState::Dead) => "WHERE state = 'dead'",
        };
        // Ids are in the order in which they were made.
        let text = format!("SELECT {COLUMNS} FROM jobs {which} ORDER BY id LIMIT $1");
        let statement = sql(AssertSqlSafe(text)).bind(i64::from(most));
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    async fn revive_job(
        &mut self,
        id: JobId,
        run_at: Timestamp,
    ) -> Result<Option<JobRecord>, StoreError> {
        let text = format!(
            "UPDATE jobs SET state = 'queued', run_at = $2, forgiven = attempts \
             WHERE id = $1 AND state = 'dead' RETURNING {COLUMNS}"
        );
        let statement = sql(AssertSqlSafe(text))
            .bind(id.to_string())
            .bind(run_at.as_millisecond());
        let row = self.row(TABLE, statement).await?;
        row.as_ref().map(read).transpose()
    }

    async fn discard_job(&mut self, id: JobId) -> Result<Option<JobRecord>, StoreError> {
        let text = format!("DELETE FROM jobs WHERE id = $1 AND state = 'dead' RETURNING {COLUMNS}");
        let statement = sql(AssertSqlSafe(text)).bind(id.to_string());
        let row = self.row(TABLE, statement).await?;
        row.as_ref().map(read).transpose()
    }
}

fn read(row: &Row) -> Result<JobRecord, StoreError> {
    Ok(JobRecord {
        id: row.parsed("id")?,
        kind: row.text("kind")?,
        payload: row.json("payload")?,
        state: row.variant("state")?,
        run_at: row.time("run_at")?,
        attempts: row.count("attempts")?,
        leased_until: row.optional_time("lease_until")?,
        last_error: row.optional_text("last_error")?,
    })
}
