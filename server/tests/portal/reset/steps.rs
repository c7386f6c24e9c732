//! The order of the steps, and the browser session that holds them together.

use crate::harness::{Portal, Setup};

const ALICE: &str = "alice.winter@example.com";
const PASSWORD: &str = "Violet kettle 93 drums";

pub(crate) async fn item_24_no_step_can_be_skipped(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    assert_eq!(
        browser.choose_password(PASSWORD).await.location(),
        "/reset",
        "without a request"
    );
    browser.identify(ALICE).await;
    portal.run_jobs().await;
    for (form, fields) in [
        (
            "/do/reset/password",
            [("password", PASSWORD), ("confirmation", PASSWORD)],
        ),
        ("/do/reset/code", [("code", ""), ("code", "")]),
        (
            "/do/reset/code",
            [("verified", "true"), ("state", "verified")],
        ),
    ] {
        let answer = browser.post(form, &fields).await;
        assert_ne!(answer.location(), "/reset/password", "{form}");
        assert_ne!(answer.location(), "/reset/done", "{form}");
    }
    assert_eq!(
        browser.get("/reset/password").await.location(),
        "/reset/code"
    );
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn items_25_65_what_no_form_of_ours_sends_is_refused() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    portal.run_jobs().await;
    let code = portal.newest_code();
    let right = [("code", code.as_str())];
    let wrong: [&[(&str, &str)]; 4] = [
        &[("code[]", &code)],
        &[("code", &code), ("code", &code)],
        &[("code", &code), ("verified", "true")],
        &[
            ("code", &code),
            ("user_id", "00u1"),
            ("process_id", "x"),
            ("role", "admin"),
            ("state", "verified"),
        ],
    ];
    for fields in wrong {
        let answer = browser.post("/do/reset/code", fields).await;
        assert_eq!(
            (answer.status, answer.location()),
            (303, "/reset/code"),
            "{fields:?}"
        );
    }
    assert_eq!(
        browser.post("/do/reset/code", &right).await.location(),
        "/reset/password",
        "none of it cost the code"
    );
}

#[tokio::test]
async fn item_20_what_cannot_be_a_code_is_a_try_all_the_same() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    portal.run_jobs().await;
    let code = portal.newest_code();
    let long = "1".repeat(10_000);
    let typed: [&[(&str, &str)]; 5] = [
        &[],
        &[("code", "")],
        &[("code", "   ")],
        &[("code", "null")],
        &[("code", &long)],
    ];
    for fields in typed {
        let answer = browser.post("/do/reset/code", fields).await;
        assert_eq!(answer.location(), "/reset/code", "{fields:?}");
    }
    assert_eq!(
        browser.enter_code(&code).await.location(),
        "/reset/code",
        "five tries are all there are"
    );
}

pub(crate) async fn item_43_the_proof_gives_the_browser_a_new_session(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    let before = browser.cookie.clone();
    portal.run_jobs().await;
    browser.enter_code(&portal.newest_code()).await;
    assert_ne!(browser.cookie, before);
    let mut thief = portal.browser();
    thief.cookie = before;
    assert_eq!(thief.get("/reset/password").await.location(), "/reset");
}

#[tokio::test]
async fn item_43_a_planted_session_is_not_taken_over() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.cookie = Some("latchkey=AAAAAAAAAAAAAAAAAAAAAA".into());
    browser.identify(ALICE).await;
    assert_ne!(
        browser.cookie.as_deref(),
        Some("latchkey=AAAAAAAAAAAAAAAAAAAAAA")
    );
}

#[tokio::test]
async fn item_12_reading_is_free() {
    let portal = Portal::start().await;
    let before = std::fs::read(portal.folder.path().join("data/latchkey.db-wal")).expect("a log");
    let mut browser = portal.browser();
    for _ in 0..20 {
        for path in ["/", "/reset", "/reset/code", "/reset/password", "/nowhere"] {
            let answer = browser.get(path).await;
            assert!(!answer.headers.contains_key("set-cookie"), "{path}");
        }
    }
    assert_eq!(
        std::fs::read(portal.folder.path().join("data/latchkey.db-wal")).expect("a log"),
        before
    );
    assert_eq!(portal.sandbox.okta().calls(), Vec::new());
}

pub(crate) async fn somebody_else_can_start_after_a_cancel(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let mut browser = portal.browser();
    browser.identify(ALICE).await;
    portal.run_jobs().await;
    assert_eq!(
        browser.post("/do/reset/cancel", &[]).await.location(),
        "/reset"
    );
    assert_eq!(
        browser.enter_code(&portal.newest_code()).await.location(),
        "/reset"
    );
    browser.prove(&portal, "bob.stone@example.com").await;
}
