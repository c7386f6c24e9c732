//! When Okta's answer does not arrive, the portal reads what happened and never repeats the call.

use crate::harness::{Fault, Portal, Setup};
use jiff::SignedDuration;
use latchkey_domain::AuditKind;

const ALICE: &str = "alice.winter@example.com";
const PASSWORD: &str = "Violet kettle 93 drums";

fn password_calls(portal: &Portal) -> usize {
    portal
        .okta_writes()
        .iter()
        .filter(|call| call.ends_with("/users/{id}"))
        .count()
}

async fn assert_one_intent_and_one_call(portal: &Portal) {
    let trail = portal.audit_trail().await;
    let set_password = |kind: AuditKind| {
        let of_kind = trail.iter().filter(|record| record.event.kind == kind);
        of_kind
            .filter(|record| {
                record
                    .event
                    .details
                    .values()
                    .any(|value| value == "set-password")
            })
            .count()
    };
    assert_eq!(set_password(AuditKind::OperationIntended), 1);
    assert_eq!(set_password(AuditKind::OperationSettled), 1);
    assert_eq!(password_calls(portal), 1);
}

pub(crate) async fn f19_an_answer_that_breaks_off_is_settled_by_reading(setup: Setup) {
    let portal = Portal::start_with(Setup {
        between: true,
        ..setup
    })
    .await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    portal.fault(Fault::CutAnswer);
    assert_eq!(
        browser.choose_password(PASSWORD).await.location(),
        "/reset/working"
    );
    assert!(
        portal.sandbox.okta().has_password(ALICE, PASSWORD),
        "Okta did act"
    );
    portal.fault(Fault::None);
    assert_eq!(browser.get("/reset/working").await.status, 200);
    portal.advance(SignedDuration::from_secs(30));
    portal.run_jobs().await;
    assert_eq!(
        browser.get("/reset/working").await.location(),
        "/reset/done"
    );
    assert_one_intent_and_one_call(&portal).await;
}

pub(crate) async fn f4_a_portal_that_dies_after_oktas_answer_finds_out_when_it_lives_again(
    setup: Setup,
) {
    let portal = Portal::start_with(Setup {
        between: true,
        ..setup
    })
    .await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    let cookie = browser.cookie.clone();
    portal.fault(Fault::HoldAnswer);
    let submit = tokio::spawn(async move { browser.choose_password(PASSWORD).await });
    portal.answer_held().await;
    submit.abort();
    assert!(
        portal.sandbox.okta().has_password(ALICE, PASSWORD),
        "Okta did act"
    );
    let portal = portal.restart().await;
    let mut browser = portal.browser();
    browser.cookie = cookie;
    assert_eq!(
        browser
            .choose_password("Quiet harbour 17 lamps")
            .await
            .location(),
        "/reset/working",
        "not again"
    );
    portal.advance(SignedDuration::from_secs(30));
    portal.run_jobs().await;
    assert_eq!(
        browser.get("/reset/working").await.location(),
        "/reset/done"
    );
    assert_one_intent_and_one_call(&portal).await;
    assert!(portal.sandbox.okta().has_password(ALICE, PASSWORD));
}
