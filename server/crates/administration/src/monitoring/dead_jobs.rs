use crate::{Administration, AdministrationError, By};
use jiff::Timestamp;
use latchkey_auth::access::{Granted, RetryJobs, ViewMonitoring};
use latchkey_domain::{AuditEvent, AuditKind, JobRecord, JobState, Store, StoreError, UnitOfWork};
use latchkey_values::{JobId, RequestId};
use serde_json::json;

/// More are not shown at once.
const MOST: u32 = 200;

/// A job that was given up. Of its payload only the request, so that nothing else can slip out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct DeadJob {
    /// Its id.
    pub id: JobId,
    /// What it does.
    pub kind: String,
    /// When it was queued.
    pub queued_at: Timestamp,
    /// How often it was tried.
    pub attempts: u32,
    /// The request it belongs to; `None` when it belongs to none.
    pub request: Option<RequestId>,
    /// Why it failed the last time; `None` when nobody recorded that.
    pub last_error: Option<String>,
}

/// Why dead jobs were left as they are.
#[derive(Debug, thiserror::Error)]
pub enum DeadJobError {
    /// One of them is not among the dead; nothing is done about the others either.
    #[error("there is no dead job {0}")]
    NotFound(JobId),
    /// The database did not do what was asked; nothing changed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<JobRecord> for DeadJob {
    fn from(job: JobRecord) -> Self {
        Self {
            id: job.id,
            queued_at: job.id.made_at(),
            attempts: job.attempts,
            request: request_of(&job),
            kind: job.kind,
            last_error: job.last_error,
        }
    }
}

fn request_of(job: &JobRecord) -> Option<RequestId> {
    job.payload["request"].as_str()?.parse().ok()
}

impl Administration {
    /// Jobs that were given up, oldest first; no more than two hundred.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn dead_jobs(
        &self,
        _granted: &Granted<ViewMonitoring>,
    ) -> Result<Vec<DeadJob>, AdministrationError> {
        let mut unit = self.store.read().await?;
        let jobs = unit.job_records(Some(JobState::Dead), MOST).await?;
        Ok(jobs.into_iter().map(DeadJob::from).collect())
    }

    /// Tries dead jobs again.
    ///
    /// # Errors
    /// [`DeadJobError`]; then nothing was changed.
    pub async fn retry_jobs(
        &self,
        granted: &Granted<RetryJobs>,
        ids: &[JobId],
    ) -> Result<Vec<DeadJob>, DeadJobError> {
        let now = self.clock.now();
        let jobs = retry_jobs(&*self.store, now, granted.into(), ids).await?;
        self.wake.notify();
        Ok(jobs)
    }

    /// Removes dead jobs; what is left of them is in the audit trail.
    ///
    /// # Errors
    /// [`DeadJobError`]; then nothing was changed.
    pub async fn discard_jobs(
        &self,
        granted: &Granted<RetryJobs>,
        ids: &[JobId],
    ) -> Result<Vec<DeadJob>, DeadJobError> {
        let now = self.clock.now();
        discard_jobs(&*self.store, now, granted.into(), ids).await
    }
}

/// Tries dead jobs again. A running portal takes them up within a second.
///
/// # Errors
/// [`DeadJobError`]; then nothing was changed.
pub async fn retry_jobs(
    store: &dyn Store,
    now: Timestamp,
    by: By<'_, RetryJobs>,
    ids: &[JobId],
) -> Result<Vec<DeadJob>, DeadJobError> {
    let mut unit = store.begin().await?;
    let mut jobs = Vec::new();
    for &id in ids {
        let job = unit.revive_job(id, now).await?;
        jobs.push(job.ok_or(DeadJobError::NotFound(id))?);
    }
    record(unit, AuditKind::JobRetried, by, jobs, now).await
}

/// Removes dead jobs; what is left of them is in the audit trail.
///
/// # Errors
/// [`DeadJobError`]; then nothing was changed.
pub async fn discard_jobs(
    store: &dyn Store,
    now: Timestamp,
    by: By<'_, RetryJobs>,
    ids: &[JobId],
) -> Result<Vec<DeadJob>, DeadJobError> {
    let mut unit = store.begin().await?;
    let mut jobs = Vec::new();
    for &id in ids {
        let job = unit.discard_job(id).await?;
        jobs.push(job.ok_or(DeadJobError::NotFound(id))?);
    }
    record(unit, AuditKind::JobDiscarded, by, jobs, now).await
}

/// Makes what was done about `jobs` durable, together with its record.
async fn record(
    mut unit: Box<dyn UnitOfWork>,
    kind: AuditKind,
    by: By<'_, RetryJobs>,
    jobs: Vec<JobRecord>,
    now: Timestamp,
) -> Result<Vec<DeadJob>, DeadJobError> {
    // The trail comes last: whoever holds it must not wait for rows that others hold.
    for job in &jobs {
        unit.append_audit(now, event(kind, by, job)).await?;
    }
    unit.commit().await?;
    Ok(jobs.into_iter().map(DeadJob::from).collect())
}

fn event(kind: AuditKind, by: By<'_, RetryJobs>, job: &JobRecord) -> AuditEvent {
    let details = [
        ("job", json!(job.id)),
        ("kind", json!(job.kind)),
        ("attempts", json!(job.attempts)),
        ("reason", json!(job.last_error)),
    ];
    AuditEvent {
        request: request_of(job),
        ..by.event(kind, details)
    }
}
