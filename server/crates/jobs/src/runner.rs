use crate::{
    Handler, Recurring, RunnerSettings, Wake, attempt::Worker, backoff, recurring::Schedules,
};
use latchkey_domain::{Job, Store, StoreError};
use latchkey_values::{Clock, Entropy};
use std::{collections::HashMap, fmt, sync::Arc, time::Duration};
use tokio::{
    sync::{OwnedSemaphorePermit, Semaphore},
    task::JoinSet,
};
use tokio_util::sync::CancellationToken;
use tracing::{error, warn};

/// Runs queued and recurring jobs of the kinds that have a handler. Jobs of other kinds wait: they
/// belong to another version.
pub struct Runner {
    worker: Arc<Worker>,
    schedules: Schedules,
    wake: Wake,
    /// Places for jobs that nobody waits for.
    bulk: Arc<Semaphore>,
}

impl Runner {
    /// A runner of `handlers`.
    ///
    /// # Panics
    /// When two handlers are for the same kind.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
        handlers: Vec<Arc<dyn Handler>>,
        settings: RunnerSettings,
    ) -> Self {
        let kinds: Vec<_> = handlers.iter().map(|handler| handler.kind()).collect();
        let handlers: HashMap<_, _> = handlers
            .into_iter()
            .map(|handler| (handler.kind(), handler))
            .collect();
        assert_eq!(
            kinds.len(),
            handlers.len(),
            "two handlers for one kind among {kinds:?}"
        );
        let is_bulk = |kind: &&str| handlers[kind].is_bulk();
        let (bulk_kinds, kinds) = kinds.into_iter().partition(is_bulk);
        let bulk = Arc::new(Semaphore::new(settings.bulk_workers));
        let worker = Arc::new(Worker {
            store,
            clock,
            entropy,
            handlers,
            kinds,
            bulk_kinds,
            settings,
        });
        Self {
            worker,
            schedules: Schedules::default(),
            wake: Wake::new(),
            bulk,
        }
    }

    /// Looks at the queue whenever `wake` rings, not only at intervals.
    #[must_use]
    pub fn waking_on(self, wake: Wake) -> Self {
        Self { wake, ..self }
    }

    /// Also queues this recurring work when it comes due, and at the start unless its last time was
    /// seen to.
    ///
    /// # Panics
    /// When one of the kinds has no handler.
    #[must_use]
    pub fn with_recurring(self, recurring: Vec<Recurring>) -> Self {
        for Recurring { kind, .. } in &recurring {
            assert!(
                self.worker.handlers.contains_key(kind),
                "no handler for recurring {kind}"
            );
        }
        Self {
            schedules: Schedules::new(recurring),
            ..self
        }
    }

    /// The kinds of jobs that may simply run when they come from a restored backup.
    #[must_use]
    pub fn kinds_that_outlive_a_restore(&self) -> Vec<&'static str> {
        let handlers = self.worker.handlers.values();
        let outliving = handlers.filter(|handler| handler.outlives_restore());
        outliving.map(|handler| handler.kind()).collect()
    }

    /// Runs jobs until `cancel`. Then starts no more, and returns when those that run have ended, at
    /// the latest after the time of a lease; what is cut off then starts again elsewhere.
    pub async fn run(&self, cancel: CancellationToken) {
        let mut running = JoinSet::new();
        let mut failures = 0;
        while !cancel.is_cancelled() {
            match self.start_due(&mut running, &cancel).await {
                Ok(()) => {
                    failures = 0;
                    self.until_something_happens(&mut running, &cancel).await;
                }
                Err(error) => {
                    failures += 1;
                    let pause = backoff::store_pause(failures, &*self.worker.entropy);
                    error!(
                        error = &error as &dyn std::error::Error,
                        ?pause,
                        "the queue cannot be read"
                    );
                    cancel.run_until_cancelled(tokio::time::sleep(pause)).await;
                }
            }
        }
        self.drain(running).await;
    }

    /// Runs everything that is due now, one after the other, and returns how many jobs that were. For
    /// tests, which own the clock.
    pub async fn run_due(&self) -> usize {
        let mut count = 0;
        loop {
            match self.next_job().await {
                Ok(Some((job, place))) => self.start(job, place).await,
                Ok(None) => return count,
                Err(error) => {
                    error!(
                        error = &error as &dyn std::error::Error,
                        "the queue cannot be read"
                    );
                    return count;
                }
            }
            count += 1;
        }
    }

    async fn start_due(
        &self,
        running: &mut JoinSet<()>,
        cancel: &CancellationToken,
    ) -> Result<(), StoreError> {
        while running.len() < self.worker.settings.workers && !cancel.is_cancelled() {
            let Some((job, place)) = self.next_job().await? else {
                break;
            };
            running.spawn(self.start(job, place));
        }
        Ok(())
    }

    /// The next job, and its place when nobody waits for it.
    async fn next_job(&self) -> Result<Option<(Job, Option<OwnedSemaphorePermit>)>, StoreError> {
        let Worker {
            store,
            clock,
            entropy,
            ..
        } = &*self.worker;
        self.schedules
            .queue_due(&**store, &**clock, &**entropy)
            .await?;
        let place = Arc::clone(&self.bulk).try_acquire_owned().ok();
        let job = self.worker.claim(place.is_some()).await?;
        Ok(job.map(|job| {
            let is_bulk = self.worker.bulk_kinds.contains(&job.kind.as_str());
            (job, place.filter(|_| is_bulk))
        }))
    }

    fn start(
        &self,
        job: Job,
        place: Option<OwnedSemaphorePermit>,
    ) -> impl Future<Output = ()> + Send + use<> {
        let worker = Arc::clone(&self.worker);
        let next_due = self.schedules.next_due(&job.kind, worker.clock.now());
        async move {
            worker.run(job, next_due).await;
            drop(place);
        }
    }

    async fn until_something_happens(&self, running: &mut JoinSet<()>, cancel: &CancellationToken) {
        tokio::select! {
            () = cancel.cancelled() => {}
            () = self.wake.rung() => {}
            Some(_) = running.join_next() => {}
            () = tokio::time::sleep(self.worker.settings.poll) => {}
        }
    }

    async fn drain(&self, mut running: JoinSet<()>) {
        let ended = async { while running.join_next().await.is_some() {} };
        let longest: Duration = self.worker.settings.lease;
        if tokio::time::timeout(longest, ended).await.is_err() {
            warn!(
                jobs = running.len(),
                "stopped with jobs under way; they start again when their leases run out"
            );
        }
    }
}

impl fmt::Debug for Runner {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Worker {
            kinds,
            bulk_kinds,
            settings,
            ..
        } = &*self.worker;
        formatter
            .debug_struct("Runner")
            .field("kinds", kinds)
            .field("bulk_kinds", bulk_kinds)
            .field("settings", settings)
            .finish_non_exhaustive()
    }
}
