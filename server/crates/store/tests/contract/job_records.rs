use crate::{
    database::Database,
    fixtures::{Ids, after, job, now},
};
use latchkey_domain::{Job, JobRecord, JobState};
use latchkey_values::JobId;
use serde_json::json;

async fn enqueue(database: &Database, ids: &Ids) -> JobId {
    let job = job(ids, "mail", now());
    let mut unit = database.begin().await;
    unit.enqueue(&job).await.expect("queued");
    unit.commit().await.expect("committed");
    job.id
}

async fn claim(database: &Database, minute: i64) -> Option<Job> {
    let mut unit = database.begin().await;
    let claimed = unit.claim_job(&["mail"], after(minute), after(minute + 10));
    let job = claimed.await.expect("claimed");
    unit.commit().await.expect("committed");
    job
}

async fn bury(database: &Database, minute: i64) -> Job {
    let job = claim(database, minute).await.expect("due");
    let mut unit = database.begin().await;
    let buried = unit.bury_job(job.id, job.lease, "no such address").await;
    assert!(buried.expect("asked"));
    unit.commit().await.expect("committed");
    job
}

async fn ids(database: &Database, state: Option<JobState>, most: u32) -> Vec<JobId> {
    let mut unit = database.read().await;
    let records = unit.job_records(state, most).await.expect("read");
    records.into_iter().map(|record| record.id).collect()
}

pub(crate) async fn jobs_are_listed_with_all_that_is_known_of_them(database: Database) {
    let made = Ids::new(1);
    let dead = enqueue(&database, &made).await;
    bury(&database, 0).await;
    let running = enqueue(&database, &made).await;
    claim(&database, 1).await.expect("due");
    let expected = [
        JobRecord {
            id: dead,
            kind: "mail".into(),
            payload: json!({ "request": "r1" }),
            state: JobState::Dead,
            run_at: now(),
            attempts: 1,
            leased_until: None,
            last_error: Some("no such address".into()),
        },
        JobRecord {
            id: running,
            kind: "mail".into(),
            payload: json!({ "request": "r1" }),
            state: JobState::Queued,
            run_at: now(),
            attempts: 1,
            leased_until: Some(after(11)),
            last_error: None,
        },
    ];
    let mut unit = database.read().await;
    let mut listed = unit.job_records(None, 10).await.expect("read");
    // Both were made in the same millisecond.
    listed.sort_by_key(|record| record.id != dead);
    assert_eq!(listed, expected);
}

pub(crate) async fn jobs_are_listed_by_state_and_no_more_than_asked_for(database: Database) {
    let made = Ids::new(1);
    for _ in 0..3 {
        enqueue(&database, &made).await;
    }
    let dead = bury(&database, 0).await.id;
    assert_eq!(ids(&database, Some(JobState::Dead), 10).await, [dead]);
    let queued = ids(&database, Some(JobState::Queued), 10).await;
    assert!(queued.len() == 2 && !queued.contains(&dead), "{queued:?}");
    let all = ids(&database, None, 10).await;
    assert!(all.len() == 3 && all.is_sorted(), "{all:?}");
    assert_eq!(ids(&database, None, 2).await, all[..2]);
}

pub(crate) async fn a_revived_job_runs_again_with_all_its_attempts(database: Database) {
    enqueue(&database, &Ids::new(1)).await;
    let dead = bury(&database, 0).await;
    let mut unit = database.begin().await;
    let revived = unit.revive_job(dead.id, after(5)).await.expect("asked");
    unit.commit().await.expect("committed");
    let revived = revived.expect("it was dead");
    assert_eq!(
        (revived.state, revived.run_at),
        (JobState::Queued, after(5))
    );
    assert_eq!(revived.last_error.as_deref(), Some("no such address"));
    assert_eq!(claim(&database, 4).await, None);
    let again = claim(&database, 5).await.expect("due");
    assert_eq!((again.attempts, again.counted_attempts()), (2, 1));
    assert!(again.lease.0 > dead.lease.0, "the old lease opens nothing");
}

pub(crate) async fn a_discarded_job_is_gone(database: Database) {
    enqueue(&database, &Ids::new(1)).await;
    let dead = bury(&database, 0).await;
    let mut unit = database.begin().await;
    let discarded = unit.discard_job(dead.id).await.expect("asked");
    assert_eq!(discarded.map(|record| record.id), Some(dead.id));
    assert_eq!(unit.discard_job(dead.id).await.expect("asked"), None);
    unit.commit().await.expect("committed");
    assert_eq!(
        database.read().await.job_counts().await.expect("read"),
        (0, 0)
    );
}

pub(crate) async fn only_dead_jobs_can_be_revived_or_discarded(database: Database) {
    let made = Ids::new(1);
    let running = enqueue(&database, &made).await;
    claim(&database, 0).await.expect("due");
    let waiting = enqueue(&database, &made).await;
    let mut unit = database.begin().await;
    for id in [running, waiting, made.job()] {
        assert_eq!(unit.revive_job(id, now()).await.expect("asked"), None);
        assert_eq!(unit.discard_job(id).await.expect("asked"), None);
    }
    unit.commit().await.expect("committed");
    assert_eq!(
        database.read().await.job_counts().await.expect("read"),
        (2, 0)
    );
}
