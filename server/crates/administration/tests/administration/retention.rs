use crate::office::Office;
use jiff::SignedDuration;
use latchkey_administration::{Retention, audit::verify_audit, monitoring::BlockAlert};
use latchkey_domain::{AuditKind, Offers, Process, Purpose, Request, RequestState};
use latchkey_testkit::SeededEntropy;
use latchkey_values::RequestId;

const DAY: SignedDuration = SignedDuration::from_hours(24);

async fn end_a_request(office: &Office, seed: u64) -> RequestId {
    let alias = |text: &str| text.parse().expect("valid");
    let process = Process::new(
        alias("employees"),
        "Employees".into(),
        alias("okta"),
        Offers::ALL,
    );
    let id = RequestId::new(&*office.clock, &SeededEntropy::new(seed));
    let login = "alice@example.com".parse().expect("valid");
    let mut request = Request::new(id, &process, Purpose::Reset, login, office.now());
    request.end(RequestState::Cancelled).expect("open");
    let mut unit = office.begin().await;
    unit.insert_request(&request, None).await.expect("inserted");
    unit.commit().await.expect("committed");
    id
}

async fn is_there(office: &Office, id: RequestId) -> bool {
    let found = office.read().await.request(id).await;
    found.expect("read").is_some()
}

#[tokio::test]
async fn old_requests_are_removed_on_the_record_and_the_trail_stays() {
    let office = Office::open().await;
    let old = end_a_request(&office, 1).await;
    office.note(AuditKind::RequestStarted, "long ago").await;
    office.pass(DAY * 60);
    let new = end_a_request(&office, 2).await;
    office.pass(DAY * 31);
    office.run_jobs().await;
    assert!(!is_there(&office, old).await);
    assert!(is_there(&office, new).await);
    let trail = office.trail().await;
    assert_eq!(trail.len(), 2);
    assert_eq!(trail[1].event.kind, AuditKind::RequestsPurged);
    assert_eq!(trail[1].event.details["requests"], 1);
    office.pass(DAY);
    office.run_jobs().await;
    assert_eq!(office.trail().await.len(), 2, "nothing more to tell");
}

#[tokio::test]
async fn the_trail_is_purged_only_when_somebody_asked_for_it() {
    let retention = Retention {
        audit_days: Some(365),
        ..Retention::default()
    };
    let office = Office::open_with(BlockAlert::default(), retention).await;
    office.record(5).await;
    office.pass(DAY * 200);
    office.record(5).await;
    office.pass(DAY * 200);
    office.run_jobs().await;
    let trail = office.trail().await;
    assert_eq!(trail.first().map(|record| record.sequence), Some(6));
    let last = &trail.last().expect("a record").event;
    assert_eq!(last.kind, AuditKind::AuditPurged);
    let verified = verify_audit(&*office.store, None, |_| {}).await;
    assert_eq!(verified.expect("holds").records, 6);
}
