use crate::{
    harness::House,
    scripted::{Act, Scripted},
};
use async_trait::async_trait;
use latchkey_domain::{Job, Store as _};
use latchkey_jobs::{Handler, JobError, RunnerSettings};
use std::{
    collections::HashSet,
    sync::{Arc, Mutex},
};

#[tokio::test]
async fn fault_2_the_job_of_a_killed_worker_starts_again_when_its_lease_is_over() {
    let house = House::new().await;
    let mail = Scripted::new("mail", &[]);
    let runner = house.runner(vec![mail.clone()]);
    house.queue("mail").await;
    house
        .claim("mail", house.in_seconds(15))
        .await
        .expect("claimed by a worker that dies now");
    house.advance(14);
    assert_eq!(runner.run_due().await, 0);
    house.advance(1);
    assert_eq!(runner.run_due().await, 1);
    assert_eq!(mail.attempts(), [2]);
    assert_eq!(house.counts().await, (0, 0));
}

/// Dawdles until its lease is over and another worker has the job, then ends as told.
struct Dawdler {
    house: House,
    act: Act,
    successor: Mutex<Option<Job>>,
}

/// Hands the runner a handler that the test keeps looking into.
struct Shared(Arc<Dawdler>);

#[async_trait]
impl Handler for Shared {
    fn kind(&self) -> &'static str {
        "mail"
    }

    async fn run(&self, _job: &Job) -> Result<(), JobError> {
        let house = &self.0.house;
        house.advance(15);
        let job = house.claim("mail", house.in_seconds(15)).await;
        *self.0.successor.lock().expect("unpoisoned") = job;
        match self.0.act {
            Act::Retry => Err(JobError::retry("too late")),
            Act::Fail => Err(JobError::fail("too late")),
            _ => Ok(()),
        }
    }
}

#[tokio::test]
async fn a_result_that_comes_after_the_lease_changes_nothing_for_the_next_worker() {
    for act in [Act::Finish, Act::Retry, Act::Fail] {
        let house = House::new().await;
        house.queue("mail").await;
        let dawdler = Arc::new(Dawdler {
            house,
            act,
            successor: Mutex::default(),
        });
        let house = &dawdler.house;
        let runner = house.runner(vec![Arc::new(Shared(Arc::clone(&dawdler)))]);
        assert_eq!(runner.run_due().await, 1);
        assert_eq!(house.counts().await, (1, 0), "{act:?}");
        let job = dawdler
            .successor
            .lock()
            .expect("unpoisoned")
            .take()
            .expect("claimed again");
        let mut tx = house.store.begin().await.expect("begun");
        assert!(
            tx.finish_job(job.id, job.lease).await.expect("answered"),
            "{act:?}: the lease was spoilt"
        );
    }
}

#[tokio::test]
async fn fault_12_two_nodes_share_the_queue_and_start_no_job_twice() {
    let house = House::new().await;
    let mut queued = HashSet::new();
    for _ in 0..40 {
        queued.insert(house.queue("mail").await);
    }
    let mail = Scripted::new("mail", &[]);
    let here = house.runner(vec![mail.clone()]);
    let there = house.runner_on(
        house.other_node().await,
        vec![mail.clone()],
        RunnerSettings::default(),
    );
    let (a, b) = tokio::join!(here.run_due(), there.run_due());
    assert_eq!(a + b, 40, "{a} and {b}");
    let seen: HashSet<_> = mail.seen().iter().map(|job| job.id).collect();
    assert_eq!((mail.seen().len(), seen), (40, queued));
    assert_eq!(house.counts().await, (0, 0));
}
