//! Two portals on one PostgreSQL database.

use crate::harness::{Portal, Setup, on_postgres};
use latchkey_domain::AuditKind;
use latchkey_values::Clock as _;

const ALICE: &str = "alice.winter@example.com";
const PASSWORD: &str = "Violet kettle 93 drums";

async fn count(portal: &Portal, kind: AuditKind) -> usize {
    let trail = portal.audit_trail().await;
    trail
        .iter()
        .filter(|record| record.event.kind == kind)
        .count()
}

#[tokio::test]
#[ignore = "needs LATCHKEY_TEST_POSTGRES"]
async fn f12_two_nodes_share_one_reset_and_do_everything_once() {
    on_postgres(async |setup| {
        let portal = Portal::start_with(setup).await;
        let other = portal.second_node().await;
        let (here, there) = (portal.address(), other.address());
        let both_work = async || tokio::join!(portal.run_jobs(), other.run_jobs());
        let mut browser = portal.browser();

        assert_eq!(browser.identify(ALICE).await.location(), "/reset/code");
        both_work().await;
        assert_eq!(portal.mails().len(), 1, "one code");

        browser.turn_to(there);
        let wrong = browser.enter_code("000000").await;
        assert_eq!(wrong.location(), "/reset/code");
        browser.turn_to(here);
        let page = browser.get("/reset/code").await;
        assert!(page.body.contains("role=\"alert\""), "the error went along");
        browser.turn_to(there);
        let proof = browser.enter_code(&portal.newest_code()).await;
        assert_eq!(proof.location(), "/reset/password");

        browser.turn_to(here);
        let done = browser.choose_password(PASSWORD).await;
        assert_eq!(done.location(), "/reset/done");
        browser.turn_to(there);
        assert_eq!(browser.get("/reset/done").await.status, 200);
        both_work().await;
        both_work().await;

        assert!(portal.sandbox.okta().accepts_password(ALICE, PASSWORD));
        let writes = portal.okta_writes();
        let passwords = writes.iter().filter(|call| call.ends_with("/users/{id}"));
        assert_eq!(passwords.count(), 1, "{writes:?}");
        assert_eq!(
            portal.mails().len(),
            3,
            "one code, and one confirmation to each address"
        );
        assert_eq!(count(&portal, AuditKind::RequestCompleted).await, 1);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs LATCHKEY_TEST_POSTGRES"]
async fn f12_nodes_that_submit_at_the_same_time_call_okta_once() {
    on_postgres(async |setup| {
        let portal = Portal::start_with(setup).await;
        let other = portal.second_node().await;
        let mut browser = portal.browser();
        browser.prove(&portal, ALICE).await;
        let mut tab = portal.browser();
        tab.cookie.clone_from(&browser.cookie);
        tab.turn_to(other.address());
        tokio::join!(
            browser.choose_password(PASSWORD),
            tab.choose_password(PASSWORD)
        );
        let writes = portal.okta_writes();
        let passwords = writes.iter().filter(|call| call.ends_with("/users/{id}"));
        assert_eq!(passwords.count(), 1, "{writes:?}");
        assert_eq!(count(&portal, AuditKind::RequestCompleted).await, 1);
    })
    .await;
}

#[tokio::test]
#[ignore = "needs LATCHKEY_TEST_POSTGRES"]
async fn nodes_that_start_at_once_record_their_configuration_once() {
    on_postgres(async |setup: Setup| {
        let first = Portal::start_with(setup).await;
        let applied = count(&first, AuditKind::ProcessApplied).await;
        first.forget_processes().await;
        tokio::join!(
            first.second_node(),
            first.second_node(),
            first.second_node()
        );
        assert_eq!(
            (applied, count(&first, AuditKind::ProcessApplied).await),
            (1, 2)
        );
    })
    .await;
}

#[tokio::test]
#[ignore = "needs LATCHKEY_TEST_POSTGRES"]
async fn recurring_work_is_queued_by_one_of_three_nodes() {
    on_postgres(async |setup| {
        let first = Portal::start_with(setup).await;
        let (second, third) = (first.second_node().await, first.second_node().await);
        // Seconds between two runs of each kind of recurring work.
        let kinds = [30, 60, 10 * 60, 15 * 60, 24 * 60 * 60];
        let mut last = kinds.map(|_| None);
        for _ in 0..3 {
            let now = first.clock.now().as_second();
            let due = kinds.map(|every| Some(now / every));
            let fresh = due.iter().zip(last).filter(|(due, last)| **due != *last);
            let (a, b, c) = tokio::join!(first.run_jobs(), second.run_jobs(), third.run_jobs());
            assert_eq!(a + b + c, fresh.count(), "each piece of it once");
            last = due;
            first.advance(jiff::SignedDuration::from_secs(30));
        }
    })
    .await;
}

#[tokio::test]
#[ignore = "needs LATCHKEY_TEST_POSTGRES"]
async fn cleaning_up_on_two_nodes_ends_a_request_once() {
    on_postgres(async |setup| {
        let portal = Portal::start_with(setup).await;
        let other = portal.second_node().await;
        for _ in 0..3 {
            portal.browser().identify(ALICE).await;
        }
        portal.advance(jiff::SignedDuration::from_hours(1));
        tokio::join!(portal.run_jobs(), other.run_jobs());
        tokio::join!(portal.run_jobs(), other.run_jobs());
        assert_eq!(count(&portal, AuditKind::RequestEnded).await, 3);
    })
    .await;
}
