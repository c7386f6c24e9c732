use crate::{
    error::one_row,
    row::{Row, json_of},
    transaction::{SqlTransaction, Statement, sql},
};
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Job, JobQueue, LeaseToken, NewJob, StoreError};
use latchkey_values::JobId;
use sqlx::AssertSqlSafe;

const TABLE: &str = "jobs";
const DUE_TIMES: &str = "due_times";

/// How far the clock of a node may be behind that of another without queueing something again.
const KEPT_DUE_TIMES: SignedDuration = SignedDuration::from_hours(1);

#[async_trait]
impl JobQueue for SqlTransaction {
    async fn enqueue(&mut self, job: &NewJob) -> Result<(), StoreError> {
        let statement = sql(
            "INSERT INTO jobs (id, kind, payload, state, run_at, attempts, forgiven, \
             lease_token) VALUES ($1, $2, $3, 'queued', $4, 0, 0, 0)",
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

    async fn renew_lease(
        &mut self,
        id: JobId,
        lease: LeaseToken,
        lease_until: Timestamp,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE jobs SET lease_until = $3 \
             WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL";
        self.with_lease(text, id, lease, |statement| {
            statement.bind(lease_until.as_millisecond())
        })
        .await
    }

    async fn finish_job(&mut self, id: JobId, lease: LeaseToken) -> Result<bool, StoreError> {
        let text =
            "DELETE FROM jobs WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL";
        self.with_lease(text, id, lease, |statement| statement)
            .await
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
        self.with_lease(text, id, lease, |statement| {
            statement.bind(run_at.as_millisecond()).bind(reason)
        })
        .await
    }

    async fn postpone_job(
        &mut self,
        id: JobId,
        lease: LeaseToken,
        run_at: Timestamp,
        reason: &str,
    ) -> Result<bool, StoreError> {
        let text = "UPDATE jobs SET lease_until = NULL, run_at = $3, last_error = $4, \
             forgiven = forgiven + 1 \
             WHERE id = $1 AND lease_token = $2 AND lease_until IS NOT NULL";
        self.with_lease(text, id, lease, |statement| {
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
        self.with_lease(text, id, lease, |statement| statement.bind(reason))
            .await
    }

    async fn note_due(&mut self, kind: &str, due: Timestamp) -> Result<bool, StoreError> {
        let statement =
            sql("INSERT INTO due_times (kind, due_at) VALUES ($1, $2) ON CONFLICT DO NOTHING")
                .bind(kind)
                .bind(due.as_millisecond());
        let is_new = self.execute(DUE_TIMES, statement).await? == 1;
        if is_new {
            self.forget_due_times(kind, due - KEPT_DUE_TIMES).await?;
        }
        Ok(is_new)
    }
}

impl SqlTransaction {
    /// Changes a job, if `lease` is still the one in force.
    async fn with_lease<'q>(
        &mut self,
        text: &'static str,
        id: JobId,
        lease: LeaseToken,
        bind_rest: impl FnOnce(Statement<'q>) -> Statement<'q>,
    ) -> Result<bool, StoreError> {
        let statement = bind_rest(sql(text).bind(id.to_string()).bind(lease.0));
        Ok(self.execute(TABLE, statement).await? == 1)
    }

    /// Removes notes from before `until`. What another node is removing is left to it.
    async fn forget_due_times(&mut self, kind: &str, until: Timestamp) -> Result<(), StoreError> {
        let text = format!(
            "DELETE FROM due_times WHERE (kind, due_at) IN \
             (SELECT kind, due_at FROM due_times WHERE kind = $1 AND due_at < $2 {})",
            self.hold_free_row()
        );
        let statement = sql(AssertSqlSafe(text))
            .bind(kind)
            .bind(until.as_millisecond());
        self.execute(DUE_TIMES, statement).await.map(drop)
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
         RETURNING id, kind, payload, attempts, forgiven, lease_token",
        kinds.join(", ")
    )
}

fn read(row: &Row) -> Result<Job, StoreError> {
    Ok(Job {
        id: row.parsed("id")?,
        kind: row.text("kind")?,
        payload: row.json("payload")?,
        attempts: row.count("attempts")?,
        forgiven: row.count("forgiven")?,
        lease: LeaseToken(row.integer("lease_token")?),
    })
}
