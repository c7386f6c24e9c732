use crate::{
    error::one_row,
    row::{Row, json_of},
    transaction::{SqlTransaction, Statement, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Job, JobQueue, LeaseToken, NewJob, StoreError};
use latchkey_values::JobId;
use sqlx::AssertSqlSafe;

const TABLE: &str = "jobs";

#[async_trait]
impl JobQueue for SqlTransaction {
    async fn enqueue(&mut self, job: &NewJob) -> Result<(), StoreError> {
        let statement = sql(
            "INSERT INTO jobs (id, kind, payload, state, run_at, attempts, lease_token) \
             VALUES ($1, $2, $3, 'queued', $4, 0, 0)",
        )
        .bind(job.id.to_string())
        .bind(job.kind)
        .bind(json_of(TABLE, "payload", &job.payload)?)
        .bind(job.run_at.as_millisecond());
        one_row(TABLE, self.execute(TABLE, statement).await?)
    }

    async fn claim_job(
        &mut self,
        kinds: &[&'static str],
        now: Timestamp,
        lease_until: Timestamp,
    ) -> Result<Option<Job>, StoreError> {
        if kinds.is_empty() {
            return Ok(None);
        }
        let text = claim_text(kinds.len(), self.hold_free_row());
        let statement = sql(AssertSqlSafe(text))
            .bind(now.as_millisecond())
            .bind(lease_until.as_millisecond());
        let statement = kinds
            .iter()
            .fold(statement, |statement, kind| statement.bind(*kind));
        self.row(TABLE, statement)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    async fn finish_job(&mut self, id: JobId, lease: LeaseToken) -> Result<bool, StoreError> {
        let text =
            "DELETE FROM jobs WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL";
        self.release(text, id, lease, |statement| statement).await
    }

    async fn retry_job(
        &mut self,
        id: JobId,
        lease: LeaseToken,
        run_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE jobs SET lease_until = NULL, run_at = $3, last_error = $4 \
             WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL";
        self.release(text, id, lease, |statement| {
            statement.bind(run_at.as_millisecond()).bind(reason)
        })
        .await
    }

    async fn bury_job(
        &mut self,
        id: JobId,
        lease: LeaseToken,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE jobs SET state = 'dead', lease_until = NULL, last_error = $3 \
             WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL";
        self.release(text, id, lease, |statement| statement.bind(reason))
            .await
    }

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
}

impl SqlTransaction {
    /// Ends a lease, if `lease` is still the one in force.
    async fn release<'q>(
        &mut self,
        text: &'static str,
        id: JobId,
        lease: LeaseToken,
        bind_rest: impl FnOnce(Statement<'q>) -> Statement<'q>,
    ) -> Result<bool, StoreError> {
        let statement = bind_rest(sql(text).bind(id.to_string()).bind(lease.0));
        Ok(self.execute(TABLE, statement).await? == 1)
    }
}

/// `$1` is now, `$2` the end of the lease, `$3` and on are the kinds.
fn claim_text(kinds: usize, hold_free_row: &str) -> String {
    let kinds: Vec<String> = (3..3 + kinds).map(|number| format!("${number}")).collect();
    format!(
        "UPDATE jobs SET lease_until = $2, lease_token = lease_token + 1, attempts = attempts + 1 \
         WHERE id = (SELECT id FROM jobs WHERE state = 'queued' AND run_at <= $1 \
         AND (lease_until IS NULL OR lease_until <= $1) \
         AND kind IN ({}) ORDER BY run_at, id LIMIT 1 {hold_free_row}) \
         RETURNING id, kind, payload, attempts, lease_token",
        kinds.join(", ")
    )
}

fn read(row: &Row) -> Result<Job, StoreError> {
    Ok(Job {
        id: row.parsed("id")?,
        kind: row.text("kind")?,
        payload: row.json("payload")?,
        attempts: row.count("attempts")?,
        lease: LeaseToken(row.integer("lease_token")?),
    })
}
