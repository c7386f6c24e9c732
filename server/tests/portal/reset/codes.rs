//! The mailed code: short-lived, single use, few tries, bound to the browser that asked for it.

use crate::harness::{Mail, Portal, Setup};
use jiff::SignedDuration;
use latchkey_domain::AuditKind;
use std::collections::HashSet;

const ALICE: &str = "alice.winter@example.com";
const PASSWORD: &str = "Violet kettle 93 drums";

fn other_than(code: &str) -> String {
    if code == "000000" {
        "000001".into()
    } else {
        "000000".into()
    }
}

async fn count(portal: &Portal, kind: AuditKind) -> usize {
    portal
        .audit_trail()
        .await
        .iter()
        .filter(|record| record.event.kind == kind)
        .count()
}

pub(crate) async fn item_20_after_five_wrong_codes_the_right_one_is_dead_too(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    portal.run_jobs().await;
    let code = portal.newest_code();
    for left in (0..5).rev() {
        browser.enter_code(&other_than(&code)).await;
        let page = browser.get("/reset/code").await;
        assert_eq!(page.status, 200);
        assert!(
            left == 0 || page.body.contains(&format!("{left} ")),
            "{left} tries are left: {}",
            page.body
        );
    }
    assert_ne!(
        browser.enter_code(&code).await.location(),
        "/reset/password"
    );
    assert_eq!(count(&portal, AuditKind::PersonVerified).await, 0);
}

pub(crate) async fn item_20_many_guesses_at_once_get_no_more_tries(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    portal.run_jobs().await;
    let wrong = other_than(&portal.newest_code());
    let guesses = (0..50).map(|_| {
        let (mut guesser, wrong) = (portal.browser(), wrong.clone());
        guesser.cookie.clone_from(&browser.cookie);
        tokio::spawn(async move { guesser.enter_code(&wrong).await.status })
    });
    for guess in guesses.collect::<Vec<_>>() {
        guess.await.expect("an answer");
    }
    assert_eq!(count(&portal, AuditKind::CodeRefused).await, 5);
}

pub(crate) async fn item_16_a_code_is_dead_after_ten_minutes(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    portal.run_jobs().await;
    portal.advance(SignedDuration::from_secs(10 * 60));
    let page = browser
        .post_and_follow("/do/reset/code", &[("code", &portal.newest_code())])
        .await;
    assert!(page.body.contains("no longer valid"), "{}", page.body);
}

#[tokio::test]
async fn item_16_a_code_lives_until_just_before() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    portal.run_jobs().await;
    portal.advance(SignedDuration::from_secs(10 * 60 - 1));
    assert_eq!(
        browser.enter_code(&portal.newest_code()).await.location(),
        "/reset/password"
    );
}

pub(crate) async fn item_44_a_request_ends_after_its_time_even_when_proven(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    portal.advance(SignedDuration::from_mins(15));
    assert_eq!(
        browser.choose_password(PASSWORD).await.location(),
        "/reset/ended"
    );
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

pub(crate) async fn item_18_a_code_works_once(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    let code = portal.newest_code();
    browser.choose_password(PASSWORD).await;
    assert_ne!(
        browser.enter_code(&code).await.location(),
        "/reset/password"
    );
    let mut again = portal.browser();
    again.identify(ALICE).await;
    portal.advance(SignedDuration::from_secs(1));
    assert_ne!(
        again.enter_code(&code).await.location(),
        "/reset/password",
        "a code of another request"
    );
    assert_eq!(count(&portal, AuditKind::PersonVerified).await, 1);
}

pub(crate) async fn item_19_the_same_code_sent_many_times_at_once_counts_once(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    portal.run_jobs().await;
    let code = portal.newest_code();
    let submits = (0..50).map(|_| {
        let (mut submitter, code) = (portal.browser(), code.clone());
        submitter.cookie.clone_from(&browser.cookie);
        tokio::spawn(async move { submitter.enter_code(&code).await.status })
    });
    for submit in submits.collect::<Vec<_>>() {
        submit.await.expect("an answer");
    }
    assert_eq!(count(&portal, AuditKind::PersonVerified).await, 1);
}

#[tokio::test]
async fn item_21_a_code_is_worth_nothing_in_another_browser() {
    let portal = Portal::start().await;
    portal.browser().identify(ALICE).await;
    portal.run_jobs().await;
    let code = portal.newest_code();
    let mut stranger = portal.browser();
    assert_eq!(stranger.enter_code(&code).await.location(), "/reset");
    stranger.identify("bob.stone@example.com").await;
    assert_eq!(stranger.enter_code(&code).await.location(), "/reset/code");
    assert_eq!(count(&portal, AuditKind::PersonVerified).await, 0);
}

pub(crate) async fn item_23_a_new_code_kills_the_old_one(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    portal.run_jobs().await;
    let old = portal.newest_code();
    portal.advance(SignedDuration::from_secs(31));
    browser.post("/do/reset/resend", &[]).await;
    assert_eq!(browser.enter_code(&old).await.location(), "/reset/code");
    portal.run_jobs().await;
    assert_eq!(
        browser.enter_code(&portal.newest_code()).await.location(),
        "/reset/password"
    );
}

#[tokio::test]
async fn a_request_has_three_codes_and_no_more() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    for _ in 0..4 {
        portal.run_jobs().await;
        portal.advance(SignedDuration::from_secs(31));
        browser.post("/do/reset/resend", &[]).await;
    }
    portal.run_jobs().await;
    let codes: HashSet<_> = portal.mails().iter().filter_map(Mail::code).collect();
    assert_eq!(codes.len(), 3);
}

#[tokio::test]
async fn item_8_wrong_codes_lock_nobody_out() {
    let portal = Portal::start().await;
    let mut attacker = portal.browser();
    attacker.identify(ALICE).await;
    portal.run_jobs().await;
    let wrong = other_than(&portal.newest_code());
    for _ in 0..10 {
        attacker.enter_code(&wrong).await;
    }
    portal.browser().prove(&portal, ALICE).await;
    let calls = portal.sandbox.okta().calls();
    assert!(
        calls
            .iter()
            .all(|call| call.method == "GET" && !call.path.contains("authn")),
        "{calls:#?}"
    );
}
