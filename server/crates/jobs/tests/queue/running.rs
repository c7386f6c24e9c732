use crate::harness::House;
use async_trait::async_trait;
use latchkey_domain::{Job, Store, StoreError, UnitOfWork};
use latchkey_jobs::{Handler, JobError, Runner, RunnerSettings, Wake};
use latchkey_testkit::{SeededEntropy, TestClock};
use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};
use tokio::{
    sync::{Barrier, mpsc},
    task::JoinHandle,
};
use tokio_util::sync::CancellationToken;

/// Settings under which only a ring makes the runner look again.
fn patient() -> RunnerSettings {
    RunnerSettings {
        poll: Duration::from_hours(1),
        ..RunnerSettings::default()
    }
}

/// Reports each start, then waits until as many have come together as wanted.
struct Meeting {
    started: mpsc::UnboundedSender<()>,
    together: Barrier,
}

impl Meeting {
    fn of(size: usize) -> (Arc<Self>, mpsc::UnboundedReceiver<()>) {
        let (started, starts) = mpsc::unbounded_channel();
        (
            Arc::new(Self {
                started,
                together: Barrier::new(size),
            }),
            starts,
        )
    }
}

struct Attend(Arc<Meeting>);

#[async_trait]
impl Handler for Attend {
    fn kind(&self) -> &'static str {
        "meet"
    }

    async fn run(&self, _job: &Job) -> Result<(), JobError> {
        self.0.started.send(()).map_err(JobError::fail)?;
        self.0.together.wait().await;
        Ok(())
    }
}

fn start(runner: Runner, cancel: &CancellationToken) -> JoinHandle<()> {
    let cancel = cancel.clone();
    tokio::spawn(async move { runner.run(cancel).await })
}

#[tokio::test]
async fn work_starts_when_the_bell_rings_and_runs_side_by_side() {
    let house = House::new().await;
    let wake = Wake::new();
    let (meeting, mut starts) = Meeting::of(4);
    let runner = house
        .runner_with(vec![Arc::new(Attend(meeting))], patient())
        .waking_on(wake.clone());
    let cancel = CancellationToken::new();
    let running = start(runner, &cancel);
    for _ in 0..4 {
        house.queue("meet").await;
        wake.notify();
        starts
            .recv()
            .await
            .expect("started, though those before it still wait");
    }
    cancel.cancel();
    running.await.expect("ended");
    assert_eq!(house.counts().await, (0, 0));
}

#[tokio::test]
async fn stopping_lets_running_work_end_and_starts_no_more() {
    let house = House::new().await;
    let wake = Wake::new();
    let (meeting, mut starts) = Meeting::of(2);
    let attend = Arc::new(Attend(Arc::clone(&meeting)));
    let runner = house
        .runner_with(vec![attend], patient())
        .waking_on(wake.clone());
    house.queue("meet").await;
    let cancel = CancellationToken::new();
    let running = start(runner, &cancel);
    starts.recv().await.expect("started");
    cancel.cancel();
    house.queue("meet").await;
    wake.notify();
    meeting.together.wait().await;
    running.await.expect("ended");
    assert_eq!(
        house.counts().await,
        (1, 0),
        "the first is done, the second waits"
    );
    assert!(starts.try_recv().is_err(), "the second was started");
}

/// A database that is away.
#[derive(Default)]
struct Away(AtomicU32);

#[async_trait]
impl Store for Away {
    async fn begin(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        self.0.fetch_add(1, Ordering::Relaxed);
        Err(StoreError::Unavailable("away".into()))
    }

    async fn read(&self) -> Result<Box<dyn UnitOfWork>, StoreError> {
        self.begin().await
    }
}

#[tokio::test(start_paused = true)]
async fn a_database_that_is_away_is_asked_ever_more_rarely() {
    let store = Arc::new(Away::default());
    let (meeting, _starts) = Meeting::of(1);
    let wake = Wake::new();
    let (clock, entropy) = (
        Arc::new(TestClock::default()),
        Arc::new(SeededEntropy::new(1)),
    );
    let runner = Runner::new(
        Arc::clone(&store) as _,
        clock,
        entropy,
        vec![Arc::new(Attend(meeting))],
        patient(),
    )
    .waking_on(wake.clone());
    let cancel = CancellationToken::new();
    let ten_minutes = async {
        for _ in 0..600 {
            // Time is paused: it only passes where everybody waits.
            tokio::time::advance(Duration::from_secs(1)).await;
            wake.notify();
            tokio::task::yield_now().await;
        }
        cancel.cancel();
    };
    tokio::join!(runner.run(cancel.clone()), ten_minutes);
    let asked = store.0.load(Ordering::Relaxed);
    assert!((20..=35).contains(&asked), "{asked} times in ten minutes");
}
