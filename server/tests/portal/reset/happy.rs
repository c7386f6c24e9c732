//! The way through: who, code, password, done.

use crate::harness::{Portal, Setup};
use latchkey_domain::AuditKind;

const PASSWORD: &str = "Violet kettle 93 drums";

pub(crate) async fn a_person_sets_a_new_password_with_a_mailed_code(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, "alice.winter@example.com").await;
    let page = browser.get("/reset/password").await;
    assert!(
        page.body.contains("data-rule=\"min-length\""),
        "the rules of the policy: {}",
        page.body
    );
    assert_eq!(
        browser.choose_password(PASSWORD).await.location(),
        "/reset/done"
    );
    assert_eq!(browser.get("/reset/done").await.status, 200);
    let okta = portal.sandbox.okta();
    assert!(okta.accepts_password("alice.winter@example.com", PASSWORD));
}

pub(crate) async fn item_31_after_success_sessions_end_and_every_known_address_is_told(
    setup: Setup,
) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, "alice.winter@example.com").await;
    browser.choose_password(PASSWORD).await;
    portal.run_jobs().await;
    let alice = portal
        .sandbox
        .okta()
        .user("alice.winter@example.com")
        .expect("seeded");
    assert_eq!(alice.sessions_revoked, 1);
    let mails = portal.mails();
    let mut told: Vec<_> = mails
        .iter()
        .filter(|mail| mail.code().is_none())
        .map(|mail| mail.to.as_str())
        .collect();
    told.sort_unstable();
    assert_eq!(
        told,
        ["alice.private@example.com", "alice.winter@example.com"]
    );
}

pub(crate) async fn the_code_goes_to_the_recovery_address_or_else_to_the_primary_one(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    for (login, address) in [
        ("alice.winter@example.com", "alice.private@example.com"),
        ("bob.stone@example.com", "bob.stone@example.com"),
    ] {
        portal.browser().identify(login).await;
        portal.run_jobs().await;
        assert_eq!(portal.mails().last().expect("a mail").to, address);
    }
}

pub(crate) async fn item_9_nothing_is_written_to_okta_before_the_proof(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, "alice.winter@example.com").await;
    browser.get("/reset/password").await;
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
    browser.choose_password(PASSWORD).await;
    assert_ne!(
        portal.okta_writes(),
        Vec::<String>::new(),
        "the record of calls would show a write"
    );
}

pub(crate) async fn item_32_no_factor_is_touched(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, "alice.winter@example.com").await;
    browser.choose_password(PASSWORD).await;
    portal.run_jobs().await;
    let calls = portal.sandbox.okta().calls();
    assert!(
        !calls.is_empty() && calls.iter().all(|call| !call.path.contains("factors")),
        "{calls:#?}"
    );
}

pub(crate) async fn a_locked_out_person_gets_in_again(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, "carol.reyes@example.com").await;
    let page = browser.get("/reset/password").await;
    assert!(
        page.body.contains("unlock"),
        "the page says what will happen: {}",
        page.body
    );
    assert_eq!(
        browser.choose_password(PASSWORD).await.location(),
        "/reset/done"
    );
    portal.run_jobs().await;
    let carol = portal
        .sandbox
        .okta()
        .user("carol.reyes@example.com")
        .expect("seeded");
    assert_eq!(format!("{:?}", carol.status), "Active");
    assert!(
        portal
            .sandbox
            .okta()
            .accepts_password("carol.reyes@example.com", PASSWORD)
    );
}

pub(crate) async fn people_with_an_expired_password_or_in_recovery_get_in_again(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    for login in ["dan.okafor@example.com", "erin.lindqvist@example.com"] {
        let mut browser = portal.browser();
        browser.prove(&portal, login).await;
        assert_eq!(
            browser.choose_password(PASSWORD).await.location(),
            "/reset/done",
            "{login}"
        );
        assert!(
            portal.sandbox.okta().accepts_password(login, PASSWORD),
            "{login}"
        );
    }
}

pub(crate) async fn item_88_the_audit_trail_tells_the_whole_story(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, "alice.winter@example.com").await;
    browser.choose_password(PASSWORD).await;
    portal.run_jobs().await;
    let trail = portal.audit_trail().await;
    let kinds: Vec<_> = trail.iter().map(|record| record.event.kind).collect();
    for kind in [
        AuditKind::ProcessApplied,
        AuditKind::RequestStarted,
        AuditKind::PersonLookedUp,
        AuditKind::CodeSent,
        AuditKind::PersonVerified,
        AuditKind::OperationIntended,
        AuditKind::OperationSettled,
        AuditKind::RequestCompleted,
        AuditKind::NoticeSent,
    ] {
        assert!(kinds.contains(&kind), "{kind:?} is missing in {kinds:?}");
    }
    let position = |wanted| kinds.iter().position(|kind| *kind == wanted);
    assert!(position(AuditKind::PersonVerified) < position(AuditKind::OperationIntended));
    assert!(position(AuditKind::OperationIntended) < position(AuditKind::OperationSettled));
}

pub(crate) async fn a_restart_keeps_a_request_and_its_browser_session(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, "alice.winter@example.com").await;
    let cookie = browser.cookie.clone();
    let portal = portal.restart().await;
    let mut browser = portal.browser();
    browser.cookie = cookie;
    assert_eq!(
        browser.choose_password(PASSWORD).await.location(),
        "/reset/done"
    );
}
