use crate::{Handler, JobError, RunnerSettings, backoff};
use futures::FutureExt as _;
use jiff::Timestamp;
use latchkey_domain::{Job, Store, StoreError};
use latchkey_values::{Clock, Entropy};
use metrics::counter;
use std::{collections::HashMap, panic::AssertUnwindSafe, sync::Arc, time::Duration};
use tracing::{Instrument as _, error, info_span, warn};

/// How often the result of a job is offered to a database that fails.
const RECORD_TRIES: u32 = 4;

/// How long a job is left alone that waits for somebody to put something right.
const WAIT: Duration = Duration::from_mins(1);

/// Claims jobs, runs each once and records what came of it.
pub(crate) struct Worker {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) entropy: Arc<dyn Entropy>,
    pub(crate) handlers: HashMap<&'static str, Arc<dyn Handler>>,
    /// The kinds that somebody may wait for.
    pub(crate) kinds: Vec<&'static str>,
    /// The other kinds.
    pub(crate) bulk_kinds: Vec<&'static str>,
    pub(crate) settings: RunnerSettings,
}

/// What becomes of a job that was started.
enum Verdict {
    Done,
    Retry {
        at: Timestamp,
        reason: String,
    },
    /// Somebody has to put something right first; the attempt does not count.
    Wait {
        at: Timestamp,
        reason: String,
    },
    Bury {
        reason: String,
    },
    /// It recurs: its next run makes up for this one.
    Superseded,
}

impl Verdict {
    /// How it is counted.
    fn name(&self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Retry { .. } => "retry",
            Self::Wait { .. } => "wait",
            Self::Bury { .. } => "dead",
            Self::Superseded => "superseded",
        }
    }
}

impl Worker {
    /// Takes the longest-due job that somebody may wait for, or else, `with_bulk`, the longest-due of the
    /// others; `None` when nothing is due.
    pub(crate) async fn claim(&self, with_bulk: bool) -> Result<Option<Job>, StoreError> {
        let now = self.clock.now();
        let mut tx = self.store.begin().await?;
        let bulk: &[_] = if with_bulk { &self.bulk_kinds } else { &[] };
        let mut job = None;
        for kinds in [self.kinds.as_slice(), bulk] {
            if job.is_none() && !kinds.is_empty() {
                let lease_until = now + self.settings.lease;
                job = tx.claim_job(kinds, now, lease_until).await?;
            }
        }
        if job.is_some() {
            tx.commit().await?;
        }
        Ok(job)
    }

    /// Runs a claimed job and records the result. `next_due` is when it comes again by itself, if it
    /// recurs.
    pub(crate) async fn run(&self, job: Job, next_due: Option<Timestamp>) {
        let span = info_span!("job", id = %job.id, kind = %job.kind, attempt = job.attempts);
        async {
            let Some(result) = self.attempt(&job).await else {
                warn!("the lease was lost; the handler was stopped");
                return;
            };
            let verdict = match result {
                Ok(()) => Verdict::Done,
                Err(error) => self.judge(&job, &error, next_due),
            };
            self.record(&job, &verdict).await;
        }
        .instrument(span)
        .await;
    }

    /// `None` when the lease was lost meanwhile: whatever comes of the job is not ours to say.
    async fn attempt(&self, job: &Job) -> Option<Result<(), JobError>> {
        if job.counted_attempts() > self.settings.max_attempts {
            // Nobody recorded the last result: each time, the whole process went down with the job.
            return Some(Err(JobError::fail("given up: no attempt came to an end")));
        }
        let Some(handler) = self.handlers.get(job.kind.as_str()) else {
            return Some(Err(JobError::retry("no handler for this kind of job")));
        };
        tokio::select! {
            biased;
            result = within_its_time(&**handler, job) => Some(result),
            () = self.keep_lease(job) => None,
        }
    }

    fn judge(&self, job: &Job, error: &JobError, next_due: Option<Timestamp>) -> Verdict {
        let reason = error.reason();
        warn!(%reason, "job failed");
        let settings = &self.settings;
        let may_retry =
            matches!(error, JobError::Retry(_)) && job.counted_attempts() < settings.max_attempts;
        let wait = backoff::delay(
            settings.first_retry,
            settings.longest_retry,
            job.counted_attempts(),
            &*self.entropy,
        );
        let waits = matches!(error, JobError::Wait(_));
        let at = self.clock.now() + if waits { WAIT } else { wait };
        match next_due {
            Some(next) if !(may_retry || waits) || at >= next => Verdict::Superseded,
            _ if waits => Verdict::Wait { at, reason },
            _ if may_retry => Verdict::Retry { at, reason },
            _ => Verdict::Bury { reason },
        }
    }

    /// The work is done and only the note of it is missing, so a failing database gets several
    /// chances. After the last, the lease runs out and the job starts again.
    async fn record(&self, job: &Job, verdict: &Verdict) {
        for failures in 1..=RECORD_TRIES {
            match self.write(job, verdict).await {
                Ok(true) => return,
                Ok(false) => {
                    warn!("the lease was lost meanwhile; the result is discarded");
                    return;
                }
                Err(error) => {
                    error!(
                        error = &error as &dyn std::error::Error,
                        "cannot record the result of a job"
                    );
                    if failures < RECORD_TRIES {
                        tokio::time::sleep(backoff::store_pause(failures, &*self.entropy)).await;
                    }
                }
            }
        }
    }

    async fn write(&self, job: &Job, verdict: &Verdict) -> Result<bool, StoreError> {
        let mut tx = self.store.begin().await?;
        let ours = match verdict {
            Verdict::Done | Verdict::Superseded => tx.finish_job(job.id, job.lease).await?,
            Verdict::Retry { at, reason } => tx.retry_job(job.id, job.lease, *at, reason).await?,
            Verdict::Wait { at, reason } => tx.postpone_job(job.id, job.lease, *at, reason).await?,
            Verdict::Bury { reason } => tx.bury_job(job.id, job.lease, reason).await?,
        };
        tx.commit().await?;
        if ours {
            counter!("latchkey_jobs_total", "kind" => job.kind.clone(), "outcome" => verdict.name())
                .increment(1);
        }
        if let (true, Verdict::Bury { reason }) = (ours, verdict) {
            error!(job = %job.id, kind = %job.kind, %reason, "job given up; a person has to look");
        }
        Ok(ours)
    }
}

async fn within_its_time(handler: &dyn Handler, job: &Job) -> Result<(), JobError> {
    let work = AssertUnwindSafe(async { handler.run(job).await }).catch_unwind();
    match tokio::time::timeout(handler.time_limit(), work).await {
        Ok(Ok(result)) => result,
        // The panic hook has logged the message, which may hold anything: it is not kept.
        Ok(Err(_)) => Err(JobError::retry("the handler panicked")),
        Err(_) => Err(JobError::retry("the handler took too long and was stopped")),
    }
}
