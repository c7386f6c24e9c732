//! The new password: judged by the policy, explained when refused, set once.

use crate::harness::{Portal, Setup};

const ALICE: &str = "alice.winter@example.com";
const PASSWORD: &str = "Violet kettle 93 drums";

#[tokio::test]
async fn a_weak_password_is_refused_with_the_rules_it_breaks() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    let page = browser
        .post_and_follow(
            "/do/reset/password",
            &[("password", "short"), ("confirmation", "short")],
        )
        .await;
    assert!(page.body.contains("role=\"alert\""), "{}", page.body);
    assert_eq!(
        portal.okta_writes(),
        Vec::<String>::new(),
        "judged without asking Okta"
    );
    assert_eq!(
        browser.choose_password(PASSWORD).await.location(),
        "/reset/done",
        "the proof is not spent"
    );
}

pub(crate) async fn oktas_own_refusal_is_explained(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    browser.choose_password(PASSWORD).await;
    let mut again = portal.browser();
    again.prove(&portal, ALICE).await;
    let page = again
        .post_and_follow(
            "/do/reset/password",
            &[("password", PASSWORD), ("confirmation", PASSWORD)],
        )
        .await;
    assert!(
        page.body.contains("used") && page.body.contains("role=\"alert\""),
        "{}",
        page.body
    );
    assert_eq!(
        again
            .choose_password("Quiet harbour 17 lamps")
            .await
            .location(),
        "/reset/done"
    );
}

#[tokio::test]
async fn two_different_passwords_are_refused() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    let fields = [
        ("password", PASSWORD),
        ("confirmation", "Violet kettle 93 drum"),
    ];
    assert_eq!(
        browser.post("/do/reset/password", &fields).await.location(),
        "/reset/password"
    );
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_33_a_password_arrives_to_the_byte() {
    let portal = Portal::start().await;
    // 72 bytes, the most Okta keeps.
    let longest = "Violet kettle 93 drums, quiet harbour 17 lamps, a green ladder 58 pianos";
    for password in [
        " Leading space 12",
        "Trailing space 12 ",
        "Accent é composed 1",
        "Accent e\u{301} apart 1",
        "100%+&=;\"'<>aA b",
        longest,
    ] {
        let mut browser = portal.browser();
        browser.prove(&portal, ALICE).await;
        assert_eq!(
            browser.choose_password(password).await.location(),
            "/reset/done",
            "{password:?}"
        );
        assert!(
            portal.sandbox.okta().has_password(ALICE, password),
            "{password:?}"
        );
        portal.advance(jiff::SignedDuration::from_hours(1));
    }
}

#[tokio::test]
async fn item_33_what_okta_cannot_store_is_refused_without_a_call() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    let too_long = "Aa1".repeat(24) + "x";
    for password in [too_long.as_str(), "Emoji 😀 password 12", ""] {
        assert_eq!(
            browser.choose_password(password).await.location(),
            "/reset/password",
            "{password:?}"
        );
    }
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

pub(crate) async fn a_second_submit_shows_the_same_result_and_calls_okta_once(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    browser.choose_password(PASSWORD).await;
    let writes = portal.okta_writes();
    assert_eq!(
        browser.choose_password(PASSWORD).await.location(),
        "/reset/done"
    );
    assert_eq!(
        browser.get("/reset/password").await.location(),
        "/reset/done",
        "the back button"
    );
    assert_eq!(portal.okta_writes(), writes);
}

pub(crate) async fn submits_at_the_same_time_call_okta_once(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    let submits = (0..10).map(|_| {
        let mut submitter = portal.browser();
        submitter.cookie.clone_from(&browser.cookie);
        tokio::spawn(async move {
            submitter
                .choose_password(PASSWORD)
                .await
                .location()
                .to_owned()
        })
    });
    for submit in submits.collect::<Vec<_>>() {
        let location = submit.await.expect("an answer");
        assert!(
            ["/reset/done", "/reset/working"].contains(&location.as_str()),
            "{location}"
        );
    }
    portal.run_jobs().await;
    let sets = portal
        .okta_writes()
        .into_iter()
        .filter(|call| call.ends_with("/users/{id}"))
        .count();
    assert_eq!(sets, 1, "{:?}", portal.okta_writes());
    assert_eq!(
        browser.get("/reset/working").await.location(),
        "/reset/done"
    );
}

#[tokio::test]
async fn item_68_who_became_an_administrator_or_left_meanwhile_is_not_served() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, ALICE).await;
    portal.sandbox.okta().suspend(ALICE).expect("suspended");
    browser.choose_password(PASSWORD).await;
    assert!(!portal.sandbox.okta().has_password(ALICE, PASSWORD));
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}
