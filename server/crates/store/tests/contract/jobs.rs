use crate::{
    database::Database,
    fixtures::{Ids, after, job, now},
};
use latchkey_domain::{Job, LeaseToken};
use latchkey_values::JobId;
use std::collections::HashSet;

const KINDS: &[&str] = &["mail", "look-up"];

/// Claims at `minute` for ten minutes, and commits.
async fn claim(database: &Database, minute: i64) -> Option<Job> {
    let mut unit = database.begin().await;
    let job = unit
        .claim_job(KINDS, after(minute), after(minute + 10))
        .await
        .expect("claimed");
    unit.commit().await.expect("committed");
    job
}

async fn enqueue(database: &Database, ids: &Ids, kind: &'static str, minute: i64) -> JobId {
    let job = job(ids, kind, after(minute));
    let mut unit = database.begin().await;
    unit.enqueue(&job).await.expect("queued");
    unit.commit().await.expect("committed");
    job.id
}

async fn counts(database: &Database) -> (u32, u32) {
    database.read().await.job_counts().await.expect("counted")
}

pub(crate) async fn only_due_jobs_of_the_asked_kinds_are_claimed(database: Database) {
    let ids = Ids::new(1);
    let id = enqueue(&database, &ids, "mail", 1).await;
    enqueue(&database, &ids, "ticket", 0).await;
    assert_eq!(claim(&database, 0).await, None);
    let claimed = claim(&database, 1).await.expect("due");
    let expected = Job {
        id,
        kind: "mail".into(),
        payload: serde_json::json!({ "request": "r1" }),
        attempts: 1,
        forgiven: 0,
        lease: LeaseToken(1),
    };
    assert_eq!(claimed, expected);
    assert_eq!(claim(&database, 2).await, None, "it is leased");
    assert_eq!(
        database
            .begin()
            .await
            .claim_job(&[], after(2), after(3))
            .await
            .expect("none"),
        None
    );
    assert_eq!(counts(&database).await, (2, 0));
}

pub(crate) async fn the_longest_due_job_comes_first(database: Database) {
    let ids = Ids::new(1);
    let young = enqueue(&database, &ids, "mail", 3).await;
    let old = enqueue(&database, &ids, "look-up", 1).await;
    let middle = enqueue(&database, &ids, "mail", 2).await;
    for expected in [old, middle, young] {
        assert_eq!(claim(&database, 5).await.map(|job| job.id), Some(expected));
    }
}

pub(crate) async fn an_expired_lease_is_claimed_again_with_a_higher_token(database: Database) {
    enqueue(&database, &Ids::new(1), "mail", 0).await;
    let first = claim(&database, 0).await.expect("due");
    assert_eq!(claim(&database, 9).await, None, "the lease lives");
    let second = claim(&database, 10).await.expect("the lease is over");
    assert_eq!((second.id, second.attempts), (first.id, 2));
    assert!(second.lease.0 > first.lease.0);
}

pub(crate) async fn a_lost_lease_can_neither_be_renewed_nor_end_the_job(database: Database) {
    enqueue(&database, &Ids::new(1), "mail", 0).await;
    let lost = claim(&database, 0).await.expect("due");
    let held = claim(&database, 10).await.expect("due again");
    let mut unit = database.begin().await;
    assert!(
        !unit
            .renew_lease(lost.id, lost.lease, after(99))
            .await
            .expect("asked")
    );
    assert!(!unit.finish_job(lost.id, lost.lease).await.expect("asked"));
    assert!(
        !unit
            .retry_job(lost.id, lost.lease, now(), "late")
            .await
            .expect("asked")
    );
    assert!(
        !unit
            .bury_job(lost.id, lost.lease, "late")
            .await
            .expect("asked")
    );
    assert!(unit.finish_job(held.id, held.lease).await.expect("asked"));
    assert!(
        !unit.finish_job(held.id, held.lease).await.expect("asked"),
        "it is gone"
    );
    unit.commit().await.expect("committed");
    assert_eq!(counts(&database).await, (0, 0));
}

pub(crate) async fn a_renewed_lease_keeps_others_away(database: Database) {
    enqueue(&database, &Ids::new(1), "mail", 0).await;
    let job = claim(&database, 0).await.expect("due");
    let mut unit = database.begin().await;
    let renewed = unit.renew_lease(job.id, job.lease, after(30)).await;
    assert!(renewed.expect("asked"));
    unit.commit().await.expect("committed");
    assert_eq!(claim(&database, 29).await, None);
    let mut unit = database.begin().await;
    let given_back = unit.retry_job(job.id, job.lease, now(), "away").await;
    assert!(given_back.expect("asked"), "the token is still the same");
    let renewed = unit.renew_lease(job.id, job.lease, after(30)).await;
    assert!(!renewed.expect("asked"), "it was given back");
}

pub(crate) async fn a_job_given_back_waits_for_its_time(database: Database) {
    enqueue(&database, &Ids::new(1), "mail", 0).await;
    let job = claim(&database, 0).await.expect("due");
    let mut unit = database.begin().await;
    assert!(
        unit.retry_job(job.id, job.lease, after(5), "mail server is away")
            .await
            .expect("asked")
    );
    assert!(
        !unit.finish_job(job.id, job.lease).await.expect("asked"),
        "it was given back"
    );
    unit.commit().await.expect("committed");
    assert_eq!(claim(&database, 4).await, None);
    let again = claim(&database, 5).await.expect("due");
    assert_eq!((again.id, again.attempts), (job.id, 2));
    assert!(again.lease.0 > job.lease.0);
}

pub(crate) async fn a_buried_job_is_kept_but_never_claimed(database: Database) {
    enqueue(&database, &Ids::new(1), "mail", 0).await;
    let job = claim(&database, 0).await.expect("due");
    let mut unit = database.begin().await;
    assert!(
        unit.bury_job(job.id, job.lease, "no such address")
            .await
            .expect("asked")
    );
    unit.commit().await.expect("committed");
    assert_eq!(claim(&database, 100).await, None);
    assert_eq!(counts(&database).await, (0, 1));
}

pub(crate) async fn parallel_workers_never_share_a_job(database: Database) {
    let ids = Ids::new(1);
    for _ in 0..20 {
        enqueue(&database, &ids, "mail", 0).await;
    }
    let workers: Vec<_> = (0..25)
        .map(|_| {
            let store = database.store.clone();
            tokio::spawn(async move {
                let mut unit = store.begin().await.expect("begins");
                let job = unit
                    .claim_job(KINDS, now(), after(10))
                    .await
                    .expect("claimed");
                unit.commit().await.expect("committed");
                job.map(|job| job.id)
            })
        })
        .collect();
    let mut claimed = Vec::new();
    for worker in workers {
        claimed.extend(worker.await.expect("no panic"));
    }
    assert_eq!(claimed.len(), 20);
    assert_eq!(claimed.iter().collect::<HashSet<_>>().len(), 20);
}

async fn note_due(database: &Database, kind: &str, minute: i64) -> bool {
    let mut unit = database.begin().await;
    let noted = unit.note_due(kind, after(minute)).await.expect("asked");
    unit.commit().await.expect("committed");
    noted
}

pub(crate) async fn each_due_time_is_noted_once(database: Database) {
    assert!(note_due(&database, "mail", 1).await);
    assert!(!note_due(&database, "mail", 1).await);
    assert!(note_due(&database, "look-up", 1).await, "another kind");
    assert!(note_due(&database, "mail", 2).await, "another time");
    assert!(
        !note_due(&database, "mail", 1).await,
        "a clock that is late"
    );
}

pub(crate) async fn old_due_times_are_forgotten(database: Database) {
    for minute in [0, 30, 61] {
        assert!(note_due(&database, "mail", minute).await);
    }
    assert!(note_due(&database, "mail", 0).await, "an hour ago");
    assert!(
        !note_due(&database, "mail", 30).await,
        "less than an hour ago"
    );
}

pub(crate) async fn nodes_at_once_note_a_due_time_once(database: Database) {
    let ids = Ids::new(1);
    let nodes: Vec<_> = (0..6)
        .map(|_| {
            let (store, job) = (database.store.clone(), job(&ids, "mail", now()));
            tokio::spawn(async move {
                let mut unit = store.begin().await.expect("begins");
                if unit.note_due("mail", now()).await.expect("asked") {
                    unit.enqueue(&job).await.expect("queued");
                }
                unit.commit().await.expect("committed");
            })
        })
        .collect();
    for node in nodes {
        node.await.expect("no panic");
    }
    assert_eq!(counts(&database).await, (1, 0));
}

pub(crate) async fn a_job_put_off_has_as_many_attempts_as_before(database: Database) {
    enqueue(&database, &Ids::new(1), "mail", 0).await;
    for minute in [0, 20, 40] {
        let job = claim(&database, minute).await.expect("due");
        assert_eq!(job.counted_attempts(), 1);
        let mut unit = database.begin().await;
        let put_off = unit
            .postpone_job(job.id, job.lease, after(minute + 20), "wait")
            .await;
        assert!(put_off.expect("asked"));
        let again = unit
            .postpone_job(job.id, job.lease, after(minute), "wait")
            .await;
        assert!(!again.expect("asked"), "the lease is given back");
        unit.commit().await.expect("committed");
        assert_eq!(
            claim(&database, minute + 19).await,
            None,
            "not before its time"
        );
    }
    assert_eq!(counts(&database).await, (1, 0));
}
