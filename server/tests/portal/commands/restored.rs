use crate::harness::{Portal, Setup};
use latchkey_domain::{Actor, AuditKind, JobState, NewJob, RequestState, Store as _};
use latchkey_testkit::SeededEntropy;
use latchkey_values::{Clock as _, JobId};
use serde_json::json;

const ALICE: &str = "alice.winter@example.com";

/// A mail that waits for its next try.
async fn queue_mail(portal: &Portal) -> JobId {
    let id = JobId::new(&*portal.clock, &SeededEntropy::new(3));
    let job = NewJob {
        id,
        kind: "send-notice",
        payload: json!({}),
        run_at: portal.clock.now() + jiff::SignedDuration::from_mins(10),
    };
    let mut unit = portal.store().begin().await.expect("begun");
    unit.enqueue(&job).await.expect("queued");
    unit.commit().await.expect("committed");
    id
}

pub(crate) async fn f42_a_database_that_was_put_back_is_seen_to_once(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    let mail = queue_mail(&portal).await;
    let (succeeded, said) = portal.command(&["restored"]);
    assert!(succeeded && said.contains("the next start"), "{said}");

    let portal = portal.restart().await;
    let mut unit = portal.store().read().await.expect("begun");
    let dead = unit.job_records(Some(JobState::Dead), 10).await;
    let dead = dead.expect("read");
    let reason = dead[0].last_error.as_deref().unwrap_or_default();
    assert_eq!((dead.len(), dead[0].id), (1, mail));
    assert!(reason.contains("from a restored backup"), "{reason}");
    drop(unit);
    let trail = portal.audit_trail().await;
    let of_kind = |kind| trail.iter().filter(move |record| record.event.kind == kind);
    let noted: Vec<_> = of_kind(AuditKind::DatabaseRestored).collect();
    assert_eq!((noted.len(), noted[0].event.actor), (1, Actor::Operator));
    assert_eq!(of_kind(AuditKind::RestoreSeenTo).count(), 1);
    let ended = of_kind(AuditKind::RequestEnded).next_back().expect("ended");
    assert_eq!(ended.event.details["end"], "restored");
    let request = ended.event.request.expect("a request");
    let mut unit = portal.store().read().await.expect("begun");
    let request = unit.request(request).await.expect("read").expect("there");
    assert_eq!(request.state, RequestState::Expired);
    drop(unit);
    assert_eq!(portal.okta_writes(), Vec::<String>::new());

    let portal = portal.restart().await;
    assert_eq!(portal.audit_trail().await.len(), trail.len(), "once");
}
