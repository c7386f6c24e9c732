//! The browser's session: for this host, not to be planted, over when it is over.

use crate::harness::{ALICE, Portal, Purpose, Setup};
use reqwest::Method;

const PASSWORD: &str = "Violet kettle 93 drums";

#[tokio::test]
async fn item_42_cookies_are_for_this_host_over_tls_and_not_for_scripts() {
    let portal = Portal::start_with(Setup {
        public_url: "https://password.example.com",
        ..Setup::default()
    })
    .await;
    let mut browser = portal.browser();
    browser.host = "password.example.com".into();
    let answer = browser.identify(Purpose::Reset, ALICE.login).await;
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in cookies {
        let text = cookie.to_str().expect("text");
        assert!(text.starts_with("__Host-latchkey"), "{text}");
        for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
            assert!(text.contains(attribute), "{attribute}: {text}");
        }
        assert!(!text.contains("Domain"), "{text}");
    }
    assert!(
        browser.session().len() >= 22,
        "128 bits: {}",
        browser.session()
    );
}

#[tokio::test]
async fn item_42_the_database_holds_no_session_that_a_browser_could_use() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.identify(Purpose::Reset, ALICE.login).await;
    let ids = portal.database.texts("SELECT id FROM sessions").await;
    assert_eq!(ids.len(), 1);
    for stolen in [ids[0].as_str(), &browser.session()] {
        let mut thief = portal.browser();
        thief.cookies.insert("latchkey".into(), stolen.into());
        let shows = thief.get("/reset/code").await.status == 200;
        assert_eq!(shows, stolen != ids[0], "{stolen}");
    }
}

#[tokio::test]
async fn item_43_the_start_and_the_proof_change_the_session_and_a_planted_one_dies() {
    let portal = Portal::start().await;
    let planted = "AAAAAAAAAAAAAAAAAAAAAA";
    let mut browser = portal.browser();
    browser.cookies.insert("latchkey".into(), planted.into());
    let code = browser.ask_for_code(&portal, Purpose::Reset, ALICE).await;
    let before = browser.session();
    assert_ne!(before, planted);
    browser.enter_code(Purpose::Reset, &code).await;
    assert_ne!(browser.session(), before);
    for old in [planted, &before] {
        let mut thief = portal.browser();
        thief.cookies.insert("latchkey".into(), old.into());
        assert_eq!(
            thief.get("/reset/password").await.location(),
            "/reset",
            "{old}"
        );
        assert_eq!(
            thief.choose_password(PASSWORD).await.location(),
            "/reset",
            "{old}"
        );
    }
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_44_a_session_and_a_request_end_on_the_server() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Reset, ALICE).await;
    let minutes = "SELECT (expires_at - created_at) / 60000 FROM requests";
    assert_eq!(portal.database.number(minutes).await, 15);
    let mut late = browser.clone();
    portal
        .database
        .change("UPDATE requests SET expires_at = 1")
        .await;
    assert_eq!(
        late.choose_password(PASSWORD).await.location(),
        "/reset/ended"
    );
    portal
        .database
        .change("UPDATE sessions SET expires_at = 1")
        .await;
    assert_eq!(
        browser.get("/reset/ended").await.location(),
        "/reset",
        "the cookie is dead"
    );
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_45_who_starts_again_leaves_nothing_behind() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Reset, ALICE).await;
    let mut left_behind = browser.clone();
    browser.post("/do/reset/cancel", &[]).await;
    assert_eq!(
        left_behind.choose_password(PASSWORD).await.location(),
        "/reset"
    );
    assert_eq!(
        left_behind.get("/reset/password").await.location(),
        "/reset"
    );
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_31_success_signs_nobody_in_and_tells_every_known_address() {
    let portal = Portal::start_with(Setup {
        listened_to: true,
        ..Setup::default()
    })
    .await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Reset, ALICE).await;
    let answer = browser.choose_password(PASSWORD).await;
    assert_eq!(answer.location(), "/reset/done");
    portal.idle().await;
    let lines = portal.wire().request_lines();
    let ends_sessions = |line: &&String| {
        line.starts_with("DELETE ")
            && line.contains("/sessions?")
            && line.contains("oauthTokens=true")
    };
    assert_eq!(lines.iter().filter(ends_sessions).count(), 1, "{lines:?}");
    let mails = portal.mails();
    let told = mails.iter().filter(|mail| mail.code().is_none());
    let mut told: Vec<_> = told.map(|mail| mail.to.as_str()).collect();
    told.sort_unstable();
    assert_eq!(told, [ALICE.codes_to, ALICE.login]);
    let done = browser
        .send(browser.request(Method::GET, "/reset/done"))
        .await;
    assert!(!done.body.contains("sessionToken") && !done.headers.contains_key("set-cookie"));
}
