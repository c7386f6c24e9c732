//! What the System Log says about sign-ins and tokens.

use latchkey_sandbox::okta::{LogRecord, SeededApp};
use serde_json::json;

use super::browser::{Browser, app, redeem, request};
use super::client_keys::{SCOPES, Service};
use crate::client::Api;

/// The events since an event of this type.
fn since(api: &Api, count: usize) -> Vec<LogRecord> {
    api.org().log_events().split_off(count)
}

#[tokio::test]
async fn a_sign_in_and_its_tokens_leave_events() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let before = api.org().log_events().len();
    let mut browser = Browser::new(&api);
    let code = browser.code(&app, &[]).await;
    redeem(&api, &app, &code).await;
    let events = since(&api, before);
    let types: Vec<&str> = events
        .iter()
        .map(|event| event.event_type.as_str())
        .collect();
    assert_eq!(
        types,
        [
            "user.session.start",
            "user.authentication.sso",
            "app.oauth2.authorize.code",
            "app.oauth2.token.grant",
            "app.oauth2.token.grant.access_token",
            "app.oauth2.token.grant.id_token",
        ]
    );
    assert_eq!(events[1].actor, "alice.winter@example.com");
    assert_eq!(events[1].targets, ["alice.winter@example.com", "Latchkey"]);
    assert_eq!(events[3].actor, app.client_id);
    assert!(events.iter().all(|event| event.outcome == "SUCCESS"));
}

#[tokio::test]
async fn refused_passwords_and_clients_leave_failures() {
    let api = Api::start().await;
    let client = app(&api, SeededApp::SignIn);
    let before = api.org().log_events().len();
    let mut browser = Browser::new(&api);
    let page = browser.get(&request(&client, &[])).await;
    let page = page.header("location").to_owned();
    browser.type_in(&page, "alice.winter", "wrong").await;
    let service = Service::new(&api, SeededApp::Service);
    let assertion = service.assertion(&json!({}));
    service.ask(&assertion, "okta.apps.read", &[]).await;
    service.ask(&assertion, SCOPES, &[]).await;
    let events = since(&api, before);
    let reasons: Vec<(&str, &str)> = events
        .iter()
        .map(|event| {
            (
                event.event_type.as_str(),
                event.reason.as_deref().unwrap_or(""),
            )
        })
        .collect();
    assert_eq!(
        reasons,
        [
            ("user.session.start", "INVALID_CREDENTIALS"),
            ("app.oauth2.token.grant", "invalid_scope"),
            ("app.oauth2.token.grant", "invalid_client"),
        ]
    );
    assert_eq!(events[1].json["severity"], "WARN");
}
