use crate::office::Office;
use jiff::{SignedDuration, tz::Offset};
use latchkey_administration::monitoring::{DeadJobError, Decision, DecisionError, MAX_REASON};
use latchkey_auth::access::{DecideOperations, LiftBlocks, RetryJobs, ViewMonitoring};
use latchkey_domain::{
    Actor, AuditFilter, AuditKind, AuditPage, Block, Digest, LimitReached, NewJob, Role,
};
use latchkey_testkit::SeededEntropy;
use latchkey_values::{BlockId, JobId, OperationId, RequestId};
use serde_json::json;

#[tokio::test]
async fn the_overview_has_every_day_even_when_nothing_happened() {
    let office = Office::open().await;
    let granted = office.granted::<ViewMonitoring>(Role::Auditor);
    let overview = office.administration.overview(&granted, Offset::UTC).await;
    let overview = overview.expect("read");
    assert_eq!(overview.requests_by_day.len(), 30 * 3);
    assert!(overview.requests_by_day.iter().all(|day| day.started == 0));
    let last = overview.requests_by_day.last().expect("a day").day;
    assert_eq!(last.to_string(), "2026-01-01");
}

#[tokio::test]
async fn activity_is_read_backwards_in_pages_and_forwards_as_it_happens() {
    let office = Office::open().await;
    let granted = office.granted::<ViewMonitoring>(Role::PasswordAdmin);
    office.record(120).await;
    let any = AuditFilter::default();
    let activity = |page| office.administration.activity(&granted, any.clone(), page);
    let newest = activity(AuditPage::Newest).await.expect("read");
    assert_eq!((newest.records[0].sequence, newest.newest), (120, 120));
    assert_eq!((newest.records.len(), newest.older), (50, Some(71)));
    let older = activity(AuditPage::Before(71)).await.expect("read");
    assert_eq!((older.records[0].sequence, older.older), (70, Some(21)));
    let last = activity(AuditPage::Before(21)).await.expect("read");
    assert_eq!((last.records.len(), last.older), (20, None));

    let nothing = activity(AuditPage::After(120)).await.expect("read");
    assert_eq!((nothing.records.len(), nothing.newest), (0, 120));
    office.record(60).await;
    let news = activity(AuditPage::After(120)).await.expect("read");
    assert_eq!((news.records[0].sequence, news.newest), (170, 170));
    let rest = activity(AuditPage::After(news.newest)).await.expect("read");
    assert_eq!((rest.records.len(), rest.newest), (10, 180));
}

#[tokio::test]
async fn a_text_is_looked_for_in_a_month_and_that_is_said() {
    let office = Office::open().await;
    let granted = office.granted::<ViewMonitoring>(Role::Auditor);
    office.note(AuditKind::RequestStarted, "Needle").await;
    office.pass(SignedDuration::from_hours(20 * 24));
    office.note(AuditKind::RequestStarted, "needle").await;
    office.pass(SignedDuration::from_hours(20 * 24));
    let filter = AuditFilter {
        text: Some("NEEDLE".into()),
        ..AuditFilter::default()
    };
    let found = office
        .administration
        .activity(&granted, filter, AuditPage::Newest);
    let found = found.await.expect("read");
    let numbers: Vec<_> = found.records.iter().map(|record| record.sequence).collect();
    assert_eq!(numbers, [2]);
    let from = found.from.expect("a limit");
    assert_eq!(office.now().duration_since(from).as_hours(), 31 * 24);
}

#[tokio::test]
async fn a_block_is_lifted_once_on_the_record() {
    let office = Office::open().await;
    let now = office.now();
    let reached = LimitReached {
        name: "starts-of-account",
        until: now + SignedDuration::from_hours(1),
    };
    let id = BlockId::new(&*office.clock, &SeededEntropy::new(1));
    let key = Digest::from_hex("a1".into());
    let block = Block::new(id, reached, key, "alice@example.com".into(), now);
    let mut unit = office.begin().await;
    unit.put_block(&block).await.expect("put");
    unit.commit().await.expect("committed");

    let viewer = office.granted::<ViewMonitoring>(Role::Auditor);
    let blocks = office.administration.blocks(&viewer).await.expect("read");
    assert_eq!(
        (blocks.len(), &*blocks[0].blocked),
        (1, "alice@example.com")
    );
    let admin = office.granted::<LiftBlocks>(Role::PasswordAdmin);
    let lifted = office.administration.lift_block(&admin, id).await;
    assert_eq!(lifted.expect("lifted").as_ref(), Some(&blocks[0]));
    let again = office.administration.lift_block(&admin, id).await;
    assert_eq!(again.expect("nothing"), None);
    let trail = office.trail().await;
    let told = &trail.last().expect("a record").event;
    assert_eq!(
        (told.kind, told.actor),
        (AuditKind::BlockLifted, Actor::Staff)
    );
    assert_eq!(told.details["staff"]["permission"], "lift-blocks");
    assert_eq!(trail.len(), 1);
}

async fn bury(office: &Office) -> JobId {
    let job = NewJob {
        id: JobId::new(&*office.clock, &SeededEntropy::new(3)),
        kind: "send-alert",
        payload: json!({ "people": "no number", "to": "secret@example.com" }),
        run_at: office.now(),
    };
    let mut unit = office.begin().await;
    unit.enqueue(&job).await.expect("queued");
    unit.commit().await.expect("committed");
    office.run_jobs().await;
    job.id
}

#[tokio::test]
async fn a_dead_job_is_tried_again_or_discarded_on_the_record() {
    let office = Office::open().await;
    let id = bury(&office).await;
    let viewer = office.granted::<ViewMonitoring>(Role::Auditor);
    let admin = office.granted::<RetryJobs>(Role::PasswordAdmin);
    let administration = &office.administration;
    let dead = administration.dead_jobs(&viewer).await.expect("read");
    assert_eq!((dead.len(), dead[0].id), (1, id));
    assert!(!format!("{dead:?}").contains("secret@"), "{dead:?}");

    let wrong = JobId::new(&*office.clock, &SeededEntropy::new(4));
    let refused = administration.retry_jobs(&admin, &[id, wrong]).await;
    assert!(matches!(refused, Err(DeadJobError::NotFound(other)) if other == wrong));
    assert_eq!(administration.dead_jobs(&viewer).await.expect("read"), dead);

    administration
        .retry_jobs(&admin, &[id])
        .await
        .expect("queued");
    assert_eq!(administration.dead_jobs(&viewer).await.expect("read"), []);
    office.run_jobs().await;
    administration
        .discard_jobs(&admin, &[id])
        .await
        .expect("discarded");
    assert_eq!(administration.dead_jobs(&viewer).await.expect("read"), []);
    let kinds: Vec<_> = office
        .trail()
        .await
        .iter()
        .map(|record| record.event.kind)
        .collect();
    assert_eq!(kinds, [AuditKind::JobRetried, AuditKind::JobDiscarded]);
}

#[tokio::test]
async fn a_decision_needs_a_reason_and_something_to_decide() {
    let office = Office::open().await;
    let granted = office.granted::<DecideOperations>(Role::PasswordAdmin);
    let entropy = SeededEntropy::new(5);
    let request = RequestId::new(&*office.clock, &entropy);
    let operation = OperationId::new(&*office.clock, &entropy);
    let decide = async |reason: &str| {
        let decided = office.administration.decide_operation(
            &granted,
            request,
            operation,
            Decision::Done,
            reason,
        );
        decided.await.expect_err("refused")
    };
    assert!(matches!(decide(" \n").await, DecisionError::NoReason));
    let long = "x".repeat(MAX_REASON + 1);
    assert!(matches!(decide(&long).await, DecisionError::ReasonTooLong));
    assert!(matches!(decide("seen").await, DecisionError::NotOpen));
    assert_eq!(office.trail().await, []);
}
