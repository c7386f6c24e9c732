use crate::{
    harness::House,
    scripted::{Act, Scripted},
};
use latchkey_jobs::RunnerSettings;

#[tokio::test]
async fn a_finished_job_is_gone() {
    let house = House::new().await;
    let mail = Scripted::new("mail", &[]);
    let id = house.queue("mail").await;
    assert_eq!(house.runner(vec![mail.clone()]).run_due().await, 1);
    assert_eq!(house.counts().await, (0, 0));
    let seen = mail.seen();
    assert_eq!(
        (seen[0].id, &seen[0].payload),
        (id, &serde_json::json!({ "request": "r" }))
    );
}

#[tokio::test]
async fn a_failed_job_comes_back_after_pauses_that_grow() {
    let house = House::new().await;
    let mail = Scripted::new("mail", &[Act::Retry, Act::Retry]);
    let runner = house.runner(vec![mail.clone()]);
    house.queue("mail").await;
    assert_eq!(runner.run_due().await, 1);
    house.advance(3);
    assert_eq!(
        runner.run_due().await,
        0,
        "less than the shortest first pause"
    );
    house.advance(2);
    assert_eq!(runner.run_due().await, 1, "the longest first pause");
    house.advance(7);
    assert_eq!(
        runner.run_due().await,
        0,
        "less than the shortest second pause"
    );
    house.advance(3);
    assert_eq!(runner.run_due().await, 1, "the longest second pause");
    assert_eq!(mail.attempts(), [1, 2, 3]);
    assert_eq!(house.counts().await, (0, 0));
}

#[tokio::test]
async fn fault_38_a_job_that_always_fails_ends_among_the_dead_and_holds_nobody_up() {
    let house = House::new().await;
    let poison = Scripted::always("poison", Act::Retry);
    let mail = Scripted::new("mail", &[]);
    let runner = house.runner(vec![poison.clone(), mail.clone()]);
    house.queue("poison").await;
    house.queue("mail").await;
    assert_eq!(runner.run_due().await, 2);
    assert_eq!(mail.attempts(), [1]);
    for _ in 1..10 {
        assert_eq!(house.counts().await, (1, 0));
        house.advance(1800);
        assert_eq!(runner.run_due().await, 1);
    }
    assert_eq!(poison.attempts(), (1..=10).collect::<Vec<_>>());
    assert_eq!(house.counts().await, (0, 1));
    house.advance(86_400);
    assert_eq!(runner.run_due().await, 0);
}

#[tokio::test]
async fn f28_a_job_that_waits_for_somebody_burns_no_attempt_and_goes_on_when_they_acted() {
    let house = House::new().await;
    let mail = Scripted::new("mail", &[Act::Wait; 30]);
    let runner = house.runner(vec![mail.clone()]);
    house.queue("mail").await;
    for _ in 0..30 {
        assert_eq!(runner.run_due().await, 1);
        assert_eq!(house.counts().await, (1, 0), "never among the dead");
        house.advance(59);
        assert_eq!(runner.run_due().await, 0, "not before a minute is over");
        house.advance(1);
    }
    assert_eq!(runner.run_due().await, 1);
    assert_eq!(house.counts().await, (0, 0), "done");
    assert!(mail.seen().iter().all(|job| job.counted_attempts() == 1));
}

#[tokio::test]
async fn a_job_that_failed_for_good_is_not_tried_again() {
    let house = House::new().await;
    let mail = Scripted::always("mail", Act::Fail);
    let runner = house.runner(vec![mail.clone()]);
    house.queue("mail").await;
    assert_eq!(runner.run_due().await, 1);
    house.advance(86_400);
    assert_eq!(runner.run_due().await, 0);
    assert_eq!(house.counts().await, (0, 1));
}

#[tokio::test]
async fn a_handler_that_panics_or_hangs_costs_one_attempt_and_nothing_else() {
    for act in [Act::Panic, Act::Hang] {
        let house = House::new().await;
        let odd = Scripted::new("odd", &[act]);
        let mail = Scripted::new("mail", &[]);
        let runner = house.runner(vec![odd.clone(), mail.clone()]);
        house.queue("odd").await;
        house.queue("mail").await;
        assert_eq!(runner.run_due().await, 2, "{act:?}");
        assert_eq!(house.counts().await, (1, 0), "{act:?}");
        house.advance(5);
        assert_eq!(runner.run_due().await, 1, "{act:?}");
        assert_eq!(
            (odd.attempts(), mail.attempts()),
            (vec![1, 2], vec![1]),
            "{act:?}"
        );
        assert_eq!(house.counts().await, (0, 0), "{act:?}");
    }
}

#[tokio::test]
async fn a_job_that_takes_the_process_down_every_time_is_buried_without_another_try() {
    let house = House::new().await;
    let killer = Scripted::new("killer", &[]);
    let runner = house.runner_with(
        vec![killer.clone()],
        RunnerSettings {
            max_attempts: 3,
            ..RunnerSettings::default()
        },
    );
    house.queue("killer").await;
    for attempt in 1..=3 {
        let job = house
            .claim("killer", house.in_seconds(15))
            .await
            .expect("due");
        assert_eq!(job.attempts, attempt);
        house.advance(15);
    }
    assert_eq!(runner.run_due().await, 1);
    assert_eq!(killer.attempts(), Vec::<u32>::new());
    assert_eq!(house.counts().await, (0, 1));
}

#[tokio::test]
async fn a_dead_job_that_is_tried_again_has_as_many_attempts_as_a_new_one() {
    let house = House::new().await;
    let mail = Scripted::always("mail", Act::Retry);
    let settings = RunnerSettings {
        max_attempts: 2,
        ..RunnerSettings::default()
    };
    let runner = house.runner_with(vec![mail.clone()], settings);
    let id = house.queue("mail").await;
    for dead in [0, 1] {
        assert_eq!((runner.run_due().await, house.counts().await.1), (1, dead));
        house.advance(5);
    }
    house.revive(id).await;
    for dead in [0, 1] {
        assert_eq!((runner.run_due().await, house.counts().await.1), (1, dead));
        house.advance(5);
    }
    assert_eq!(
        mail.attempts(),
        [1, 2, 3, 4],
        "each attempt has its own number"
    );
}

#[tokio::test]
async fn a_job_of_another_version_waits_for_it() {
    let house = House::new().await;
    house.queue("from-the-future").await;
    assert_eq!(
        house
            .runner(vec![Scripted::new("mail", &[])])
            .run_due()
            .await,
        0
    );
    assert_eq!(house.runner(vec![]).run_due().await, 0);
    assert_eq!(house.counts().await, (1, 0));
}

#[tokio::test]
#[should_panic(expected = "two handlers for one kind")]
async fn two_handlers_for_one_kind_are_refused() {
    let house = House::new().await;
    let _ = house.runner(vec![Scripted::new("mail", &[]), Scripted::new("mail", &[])]);
}
