//! The org's sign-in page.

use http::Method;
use latchkey_sandbox::okta::{PolicyChange, SeededApp};

use super::browser::{Browser, app, request, sent_back};
use crate::client::Api;

const RIGHT: &str = "Harbor42Lantern";

/// The sign-in page for Alice, and its address.
async fn page(browser: &mut Browser<'_>, changes: &[(&str, &str)]) -> String {
    let app = app(browser.api, SeededApp::SignIn);
    let reply = browser.get(&request(&app, changes)).await;
    reply.header("location").to_owned()
}

#[tokio::test]
async fn the_page_is_a_plain_form_that_works_without_scripts() {
    let api = Api::start().await;
    let mut browser = Browser::new(&api);
    let hint = ("login_hint", "<alice>\"@example.com");
    let address = page(&mut browser, &[hint]).await;
    let reply = browser.get(&address).await;
    let html = reply.body.as_str().unwrap();
    assert!(html.contains("<form") && html.contains("to go on to Latchkey"));
    assert!(!html.contains("<script") && !html.contains("<alice>"));
    let policy = reply.header("content-security-policy");
    assert!(
        policy.contains("form-action 'self' http://127.0.0.1:9;"),
        "{policy}"
    );
    let style = browser.get("/login/login.css").await;
    assert_eq!(style.header("content-type"), "text/css; charset=utf-8");
}

#[tokio::test]
async fn wrong_passwords_lock_as_they_do_at_the_api_and_the_lock_does_not_show() {
    let api = Api::start().await;
    let mut browser = Browser::new(&api);
    let address = page(&mut browser, &[]).await;
    for attempt in 1..=5 {
        assert_eq!(api.status("alice.winter"), "ACTIVE", "{attempt}");
        let reply = browser.type_in(&address, "alice.winter", "wrong").await;
        assert!(reply.body.as_str().unwrap().contains("Unable to sign in"));
    }
    assert_eq!(api.status("alice.winter"), "LOCKED_OUT");
    let reply = browser.type_in(&address, "alice.winter", RIGHT).await;
    assert_eq!(reply.status, 200);
    let html = reply.body.as_str().unwrap();
    assert!(html.contains("Unable to sign in") && !html.contains("locked"));
    assert!(!reply.headers.contains_key("set-cookie"));
    let unknown = browser.type_in(&address, "nobody", RIGHT).await;
    assert!(unknown.body.as_str().unwrap().contains("Unable to sign in"));
}

#[tokio::test]
async fn a_policy_may_show_the_lock() {
    let api = Api::start().await;
    let change = PolicyChange {
        show_lockout_failures: Some(true),
        ..PolicyChange::default()
    };
    assert!(api.org().change_password_policy("Employees", change));
    let mut browser = Browser::new(&api);
    let address = page(&mut browser, &[]).await;
    let reply = browser
        .type_in(&address, "carol.reyes", "Saffron83Bridge")
        .await;
    assert!(
        reply
            .body
            .as_str()
            .unwrap()
            .contains("Your account is locked.")
    );
}

#[tokio::test]
async fn an_expired_password_does_not_sign_in() {
    let api = Api::start().await;
    let mut browser = Browser::new(&api);
    let address = page(&mut browser, &[]).await;
    let reply = browser
        .type_in(&address, "dan.okafor", "Velvet29Compass")
        .await;
    let html = reply.body.as_str().unwrap();
    assert!(html.contains("Your password has expired."));
    assert!(!reply.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn a_page_is_good_for_one_sign_in() {
    let api = Api::start().await;
    let mut browser = Browser::new(&api);
    let address = page(&mut browser, &[]).await;
    let first = browser.type_in(&address, "alice.winter", RIGHT).await;
    assert!(sent_back(&first, "code").is_some());
    assert!(
        first
            .header("set-cookie")
            .contains("HttpOnly; SameSite=Lax")
    );
    let again = browser.type_in(&address, "alice.winter", RIGHT).await;
    assert_eq!(again.status, 400);
    assert!(again.body.as_str().unwrap().contains("Request expired"));
    let reply = browser.ask(Method::GET, "/login/login.htm", &[]).await;
    assert_eq!(reply.status, 400);
}
