//! Work that takes longer than a lease.

use crate::harness::House;
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Job, JobRecord, Store as _};
use latchkey_jobs::{Handler, JobError};
use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Notify, mpsc},
    task::{JoinHandle, yield_now},
    time::{Instant, advance},
};

/// Works until it is told to finish, or its time is up.
struct Slow {
    started: mpsc::UnboundedSender<()>,
    finish: Notify,
    stopped: AtomicBool,
}

impl Slow {
    fn was_stopped(&self) -> bool {
        self.stopped.load(Ordering::SeqCst)
    }
}

/// Hands the runner a handler that the test keeps looking into.
struct Shared(Arc<Slow>);

/// Notes when it is dropped.
struct Noting<'a>(&'a AtomicBool);

impl Drop for Noting<'_> {
    fn drop(&mut self) {
        self.0.store(true, Ordering::SeqCst);
    }
}

#[async_trait]
impl Handler for Shared {
    fn kind(&self) -> &'static str {
        "mail"
    }

    async fn run(&self, _job: &Job) -> Result<(), JobError> {
        self.0.started.send(()).map_err(JobError::fail)?;
        let noting = Noting(&self.0.stopped);
        self.0.finish.notified().await;
        std::mem::forget(noting);
        Ok(())
    }

    fn time_limit(&self) -> Duration {
        Duration::from_secs(40)
    }
}

/// A slow handler at work on the only job.
struct AtWork {
    house: House,
    handler: Arc<Slow>,
    runner: JoinHandle<usize>,
}

impl AtWork {
    async fn start() -> Self {
        let house = House::new().await;
        house.queue("mail").await;
        let (started, mut starts) = mpsc::unbounded_channel();
        let handler = Arc::new(Slow {
            started,
            finish: Notify::new(),
            stopped: AtomicBool::new(false),
        });
        let runner = house.runner(vec![Arc::new(Shared(Arc::clone(&handler)))]);
        stop_time();
        let runner = tokio::spawn(async move { runner.run_due().await });
        starts.recv().await.expect("started");
        Self {
            house,
            handler,
            runner,
        }
    }

    /// Lets so much time pass for everybody, and a little more, since timers count in milliseconds.
    async fn pass(&self, seconds: u32) {
        self.house.advance(seconds.into());
        advance(Duration::from_secs(seconds.into()) + Duration::from_millis(1)).await;
    }

    async fn record(&self) -> JobRecord {
        let mut unit = self.house.store.read().await.expect("begun");
        let mut records = unit.job_records(None, 2).await.expect("read");
        records.pop().expect("the job is still there")
    }

    async fn until_leased_to(&self, end: Timestamp) {
        for _ in 0..10_000 {
            if self.record().await.leased_until == Some(end) {
                return;
            }
        }
        panic!("nobody renewed the lease");
    }
}

/// The database is asked again and again meanwhile, which gives everybody real time to end.
async fn until_ended(house: &House, runner: &JoinHandle<usize>) {
    for _ in 0..10_000 {
        if runner.is_finished() {
            return;
        }
        house.counts().await;
    }
    panic!("the handler goes on");
}

/// From now on time passes only where a test says so. Otherwise it would fly while everybody waits
/// for the database.
fn stop_time() {
    tokio::time::pause();
    tokio::spawn(async {
        loop {
            yield_now().await;
        }
    });
}

#[tokio::test]
async fn a_job_keeps_its_lease_for_as_long_as_its_handler_works() {
    let at_work = AtWork::start().await;
    for _ in 0..7 {
        at_work.pass(5).await;
        let end = at_work.house.in_seconds(15);
        at_work.until_leased_to(end).await;
        let other = at_work.house.claim("mail", end).await;
        assert_eq!(other, None, "it is leased");
    }
    let AtWork {
        house,
        handler,
        runner,
    } = at_work;
    handler.finish.notify_one();
    assert_eq!(runner.await.expect("ended"), 1);
    assert!(!handler.was_stopped());
    assert_eq!(house.counts().await, (0, 0));
}

#[tokio::test]
async fn a_handler_is_stopped_at_the_end_of_the_time_it_states() {
    let at_work = AtWork::start().await;
    let AtWork { house, handler, .. } = &at_work;
    for _ in 0..7 {
        at_work.pass(5).await;
        at_work.until_leased_to(house.in_seconds(15)).await;
    }
    assert!(!handler.was_stopped());
    at_work.pass(5).await;
    until_ended(house, &at_work.runner).await;
    let record = at_work.record().await;
    assert!(handler.was_stopped());
    assert_eq!(record.attempts, 1);
    assert_eq!(
        record.last_error.as_deref(),
        Some("the handler took too long and was stopped")
    );
}

#[tokio::test]
async fn a_handler_whose_lease_was_lost_is_stopped_and_the_next_worker_has_the_job() {
    let AtWork {
        house,
        handler,
        runner,
    } = AtWork::start().await;
    // As if this process had slept.
    house.advance(15);
    let successor = house.claim("mail", house.in_seconds(15)).await;
    let successor = successor.expect("the lease was over");
    advance(Duration::from_millis(5_001)).await;
    until_ended(&house, &runner).await;
    assert!(handler.was_stopped());
    let mut unit = house.store.begin().await.expect("begun");
    let finished = unit.finish_job(successor.id, successor.lease).await;
    assert!(finished.expect("answered"), "the lease was spoilt");
}

#[tokio::test]
async fn a_handler_is_stopped_before_its_lease_can_be_over_unnoticed() {
    let AtWork {
        house,
        handler,
        runner,
    } = AtWork::start().await;
    let started = Instant::now();
    house.store.close().await;
    while !runner.is_finished() && started.elapsed() < Duration::from_secs(20) {
        advance(Duration::from_millis(100)).await;
        for _ in 0..20 {
            yield_now().await;
        }
    }
    assert!(handler.was_stopped());
    // A time that nobody waits for: the test moves it.
    assert!(started.elapsed() < Duration::from_secs(15));
}
