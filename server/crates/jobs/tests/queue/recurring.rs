use crate::{
    harness::House,
    scripted::{Act, Scripted},
};
use latchkey_jobs::{Handler, Recurring, RunnerSettings};
use std::{sync::Arc, time::Duration};

const EVERY_HALF_MINUTE: Recurring = Recurring {
    kind: "purge",
    every: Duration::from_secs(30),
};

#[tokio::test]
async fn recurring_work_runs_at_the_start_and_then_once_in_each_period() {
    let house = House::new().await;
    let purge = Scripted::new("purge", &[]);
    let runner = house
        .runner(vec![purge.clone()])
        .with_recurring(vec![EVERY_HALF_MINUTE]);
    assert_eq!(runner.run_due().await, 1);
    assert_eq!(runner.run_due().await, 0);
    house.advance(29);
    assert_eq!(runner.run_due().await, 0);
    house.advance(1);
    assert_eq!(runner.run_due().await, 1);
    house.advance(3600);
    assert_eq!(runner.run_due().await, 1, "missed runs are not made up for");
    let dues: Vec<_> = purge
        .seen()
        .iter()
        .map(|job| job.payload["due"].clone())
        .collect();
    assert_eq!(
        dues,
        [
            "2026-01-01T09:00:00Z",
            "2026-01-01T09:00:30Z",
            "2026-01-01T10:00:30Z"
        ]
    );
}

#[tokio::test]
async fn three_nodes_queue_recurring_work_once_in_each_period() {
    let house = House::new().await;
    let purge = Scripted::new("purge", &[]);
    let mut nodes = Vec::new();
    for _ in 0..3 {
        let handlers: Vec<Arc<dyn Handler>> = vec![purge.clone()];
        let runner = house.runner_on(
            house.other_node().await,
            handlers,
            RunnerSettings::default(),
        );
        nodes.push(runner.with_recurring(vec![EVERY_HALF_MINUTE]));
    }
    for period in 1..=5 {
        let (a, b, c) = tokio::join!(nodes[0].run_due(), nodes[1].run_due(), nodes[2].run_due());
        assert_eq!((a + b + c, purge.seen().len()), (1, period));
        assert_eq!(house.counts().await, (0, 0));
        house.advance(30);
    }
}

#[tokio::test]
async fn a_restart_does_not_repeat_recurring_work() {
    let house = House::new().await;
    let purge = Scripted::new("purge", &[]);
    for (seconds, runs) in [(0, 1), (29, 0), (1, 1)] {
        house.advance(seconds);
        let runner = house
            .runner(vec![purge.clone()])
            .with_recurring(vec![EVERY_HALF_MINUTE]);
        assert_eq!(runner.run_due().await, runs, "{seconds}");
    }
}

#[tokio::test]
async fn recurring_work_that_keeps_failing_never_piles_up() {
    for act in [Act::Fail, Act::Retry, Act::Panic] {
        let house = House::new().await;
        let purge = Scripted::always("purge", act);
        let runner = house
            .runner(vec![purge.clone()])
            .with_recurring(vec![EVERY_HALF_MINUTE]);
        for _ in 0..100 {
            runner.run_due().await;
            let (waiting, dead) = house.counts().await;
            assert!(
                waiting <= 1 && dead == 0,
                "{act:?}: {waiting} waiting, {dead} dead"
            );
            house.advance(5);
        }
        assert!(purge.seen().len() >= 17, "{act:?}: {}", purge.seen().len());
    }
}

#[tokio::test]
async fn recurring_work_is_tried_again_before_its_next_run() {
    let house = House::new().await;
    let report = Scripted::new("report", &[Act::Retry]);
    let daily = Recurring {
        kind: "report",
        every: Duration::from_hours(24),
    };
    let runner = house
        .runner(vec![report.clone()])
        .with_recurring(vec![daily]);
    assert_eq!(runner.run_due().await, 1);
    house.advance(5);
    assert_eq!(runner.run_due().await, 1);
    assert_eq!(report.attempts(), [1, 2]);
    assert_eq!(house.counts().await, (0, 0));
}

#[tokio::test]
#[should_panic(expected = "no handler for recurring purge")]
async fn recurring_work_without_a_handler_is_refused() {
    let house = House::new().await;
    let _ = house
        .runner(vec![Scripted::new("mail", &[])])
        .with_recurring(vec![EVERY_HALF_MINUTE]);
}
