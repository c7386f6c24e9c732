use super::{PAT, signing_in};
use crate::harness::{Portal, Setup};
use latchkey_domain::AuditKind;

#[tokio::test]
async fn item_52_signing_out_ends_the_session_and_clears_the_browser() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let (mut browser, mut other) = (portal.browser(), portal.browser());
    browser.sign_in(&portal, PAT).await;
    other.sign_in(&portal, PAT).await;
    let kept = browser.cookie.clone();
    let answer = browser.post("/do/sign-out", &[]).await;
    assert_eq!(
        (answer.status, answer.location()),
        (303, "/sign-in?signed-out")
    );
    let cleared = answer.header("clear-site-data");
    assert!(
        cleared.contains("\"cookies\"") && cleared.contains("\"storage\""),
        "{cleared}"
    );
    assert!(answer.header("cache-control").contains("no-store"));
    let page = browser.get("/sign-in?signed-out").await;
    assert!(page.body.contains("You are signed out."), "{}", page.body);
    browser.cookie = kept;
    assert!(!browser.is_signed_in().await, "a replayed cookie");
    assert!(other.is_signed_in().await, "the other browser");
    let trail = portal.audit_trail().await;
    assert_eq!(
        trail.last().expect("a record").event.kind,
        AuditKind::SignedOut
    );
}

pub(crate) async fn item_45_signing_out_everywhere_reaches_the_other_browser(setup: Setup) {
    let portal = Portal::start_with(signing_in(setup)).await;
    let (mut browser, mut other) = (portal.browser(), portal.browser());
    browser.sign_in(&portal, PAT).await;
    other.sign_in(&portal, PAT).await;
    let answer = browser.post("/do/sign-out-everywhere", &[]).await;
    assert_eq!(answer.status, 303);
    assert!(!other.is_signed_in().await);
}

#[tokio::test]
async fn signing_out_without_being_signed_in_is_harmless() {
    let portal = Portal::start().await;
    let trail = portal.audit_trail().await.len();
    for path in ["/do/sign-out", "/do/sign-out-everywhere"] {
        let answer = portal.browser().post(path, &[]).await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, "/sign-in?signed-out")
        );
    }
    assert_eq!(portal.audit_trail().await.len(), trail);
}
