//! Jobs that nobody waits for.

use crate::harness::House;
use async_trait::async_trait;
use latchkey_domain::Job;
use latchkey_jobs::{Handler, JobError, Wake};
use std::sync::Arc;
use tokio::sync::{Semaphore, mpsc};
use tokio_util::sync::CancellationToken;

/// Tells when it is started; a job that nobody waits for then stays until it is let go.
struct Told {
    kind: &'static str,
    starts: mpsc::UnboundedSender<&'static str>,
    /// `None` for a job that somebody waits for.
    let_go: Option<Arc<Semaphore>>,
}

#[async_trait]
impl Handler for Told {
    fn kind(&self) -> &'static str {
        self.kind
    }

    fn is_bulk(&self) -> bool {
        self.let_go.is_some()
    }

    async fn run(&self, _job: &Job) -> Result<(), JobError> {
        self.starts.send(self.kind).map_err(JobError::fail)?;
        if let Some(let_go) = &self.let_go {
            let_go.acquire().await.map_err(JobError::fail)?.forget();
        }
        Ok(())
    }
}

type Starts = mpsc::UnboundedReceiver<&'static str>;

fn handlers(let_go: &Arc<Semaphore>) -> (Vec<Arc<dyn Handler>>, Starts) {
    let (starts, started) = mpsc::unbounded_channel();
    let told = |kind, let_go| -> Arc<dyn Handler> {
        Arc::new(Told {
            kind,
            starts: starts.clone(),
            let_go,
        })
    };
    let handlers = vec![
        told("reminder", Some(Arc::clone(let_go))),
        told("code", None),
    ];
    (handlers, started)
}

#[tokio::test]
async fn what_somebody_waits_for_goes_first_however_long_others_have_waited() {
    let house = House::new().await;
    let (handlers, mut started) = handlers(&Arc::new(Semaphore::new(2)));
    let runner = house.runner(handlers);
    house.queue("reminder").await;
    house.queue("reminder").await;
    house.advance(60);
    house.queue("code").await;
    assert_eq!(runner.run_due().await, 3);
    let order: Vec<_> = std::iter::from_fn(|| started.try_recv().ok()).collect();
    assert_eq!(order, ["code", "reminder", "reminder"]);
}

#[tokio::test]
async fn they_run_one_at_a_time_and_leave_places_for_others() {
    let house = House::new().await;
    let (wake, let_go) = (Wake::new(), Arc::new(Semaphore::new(0)));
    let (handlers, mut started) = handlers(&let_go);
    let runner = house.runner(handlers).waking_on(wake.clone());
    house.queue("reminder").await;
    house.queue("reminder").await;
    let cancel = CancellationToken::new();
    let until = cancel.clone();
    let running = tokio::spawn(async move { runner.run(until).await });
    assert_eq!(started.recv().await, Some("reminder"));
    house.queue("code").await;
    wake.notify();
    assert_eq!(
        started.recv().await,
        Some("code"),
        "not the second reminder"
    );
    let_go.add_permits(2);
    assert_eq!(started.recv().await, Some("reminder"));
    cancel.cancel();
    running.await.expect("ended");
    assert_eq!(house.counts().await, (0, 0));
}
