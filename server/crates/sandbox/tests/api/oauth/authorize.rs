//! Authorize requests: which are refused and where, and when a browser is asked for the password again.

use std::time::Duration;

use http::Method;
use latchkey_sandbox::okta::{Assigned, OAuthAppChange, SeededApp};

use super::browser::{Browser, RETURN, app, encoded, redeem, request, sent_back};
use super::code_flow::verified;
use crate::client::Api;

#[tokio::test]
async fn nothing_goes_to_an_address_that_is_not_the_clients() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let slash = format!("{RETURN}/");
    for (changes, words) in [
        ([("client_id", "0oaNobody")], "client_id"),
        (
            [("redirect_uri", "https://elsewhere.example.com/")],
            "redirect_uri",
        ),
        ([("redirect_uri", slash.as_str())], "redirect_uri"),
        ([("redirect_uri", "")], "redirect_uri is missing."),
    ] {
        let reply = api
            .send(api.request(Method::GET, &request(&app, &changes)))
            .await;
        assert_eq!(reply.status, 400, "{words}");
        assert!(!reply.headers.contains_key("location"));
        let page = reply.body.as_str().unwrap().replace("&#x27;", "'");
        assert!(page.contains(words), "{page}");
    }
}

#[tokio::test]
async fn the_client_hears_what_is_wrong_with_its_request() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    for (change, error) in [
        (("response_type", "token"), "unsupported_response_type"),
        (("response_mode", "form_post"), "unsupported_response_mode"),
        (("scope", ""), "invalid_scope"),
        (("scope", "openid nonsense"), "invalid_scope"),
        (("scope", "profile"), "invalid_scope"),
        (("scope", "openid offline_access"), "invalid_scope"),
        (("scope", "openid okta.users.read"), "invalid_scope"),
        (("state", ""), "invalid_request"),
        (("prompt", "often"), "invalid_request"),
        (("max_age", "-1"), "invalid_request"),
        (("code_challenge", "short"), "invalid_request"),
        (("code_challenge_method", "plain"), "invalid_request"),
        (("request", "e30.e30."), "request_not_supported"),
        (("prompt", "none"), "login_required"),
    ] {
        let reply = Browser::new(&api).get(&request(&app, &[change])).await;
        assert_eq!(reply.status, 303, "{change:?}");
        assert!(reply.header("location").starts_with(RETURN));
        assert_eq!(
            sent_back(&reply, "error").as_deref(),
            Some(error),
            "{change:?}"
        );
        assert!(sent_back(&reply, "error_description").is_some());
        let state = (change.0 != "state").then(|| "a state".to_owned());
        assert_eq!(sent_back(&reply, "state"), state);
    }
}

#[tokio::test]
async fn a_browser_with_a_session_is_not_asked_again_unless_the_client_wants_it() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let mut browser = Browser::new(&api);
    browser.code(&app, &[]).await;
    for quiet in [
        ("prompt", "none"),
        ("prompt", "consent"),
        ("max_age", "600"),
    ] {
        let reply = browser.get(&request(&app, &[quiet])).await;
        assert!(sent_back(&reply, "code").is_some(), "{quiet:?}");
    }
    api.org().advance_clock(Duration::from_mins(11));
    for fresh in [("prompt", "login"), ("max_age", "600"), ("max_age", "0")] {
        let reply = browser.get(&request(&app, &[fresh])).await;
        assert!(reply.header("location").contains("/login/"), "{fresh:?}");
    }
    let silent = request(&app, &[("prompt", "none"), ("max_age", "600")]);
    let reply = browser.get(&silent).await;
    assert_eq!(sent_back(&reply, "error").unwrap(), "login_required");
    let both = request(&app, &[("prompt", "none"), ("max_age", "0")]);
    let reply = browser.get(&both).await;
    assert_eq!(sent_back(&reply, "error").unwrap(), "invalid_request");
}

#[tokio::test]
async fn a_fresh_sign_in_shows_in_the_id_token() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let mut browser = Browser::new(&api);
    let first = browser.code(&app, &[]).await;
    let first = verified(&api, &redeem(&api, &app, &first).await, &app.client_id).await;
    api.org().advance_clock(Duration::from_mins(20));
    let quiet = browser.get(&request(&app, &[])).await;
    let quiet = redeem(&api, &app, &sent_back(&quiet, "code").unwrap()).await;
    let quiet = verified(&api, &quiet, &app.client_id).await;
    assert_eq!(quiet["auth_time"], first["auth_time"]);
    let fresh = browser.code(&app, &[("prompt", "login")]).await;
    let fresh = verified(&api, &redeem(&api, &app, &fresh).await, &app.client_id).await;
    let later = fresh["auth_time"].as_i64().unwrap() - first["auth_time"].as_i64().unwrap();
    assert!(later >= 1200, "{later}");
}

#[tokio::test]
async fn a_session_ends_when_unused_when_revoked_and_with_its_user() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let silent = request(&app, &[("prompt", "none")]);
    let mut idle = Browser::new(&api);
    idle.code(&app, &[]).await;
    api.org().advance_clock(Duration::from_hours(3));
    let reply = idle.get(&silent).await;
    assert_eq!(sent_back(&reply, "error").unwrap(), "login_required");
    let mut revoked = Browser::new(&api);
    revoked.code(&app, &[]).await;
    let sessions = format!("/api/v1/users/{}/sessions", api.id("alice.winter"));
    assert_eq!(api.delete(&sessions).await.status, 204);
    let reply = revoked.get(&silent).await;
    assert_eq!(sent_back(&reply, "error").unwrap(), "login_required");
    let mut suspended = Browser::new(&api);
    suspended.code(&app, &[]).await;
    api.org().suspend("alice.winter@example.com").unwrap();
    let reply = suspended.get(&silent).await;
    assert_eq!(sent_back(&reply, "error").unwrap(), "login_required");
}

#[tokio::test]
async fn parameters_may_come_in_a_body_and_answers_in_a_fragment() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let mut browser = Browser::new(&api);
    let query = request(&app, &[("response_mode", "fragment")]);
    let query = query.split_once('?').unwrap().1.to_owned();
    let pairs: Vec<(String, String)> = url::form_urlencoded::parse(query.as_bytes())
        .into_owned()
        .collect();
    let form: Vec<(&str, &str)> = pairs
        .iter()
        .map(|(a, b)| (a.as_str(), b.as_str()))
        .collect();
    let page = browser
        .ask(Method::POST, "/oauth2/v1/authorize", &form)
        .await;
    let page = page.header("location").to_owned();
    let back = browser
        .type_in(&page, "alice.winter@example.com", "Harbor42Lantern")
        .await;
    let expected = format!("{RETURN}#code=");
    assert!(back.header("location").starts_with(&expected));
}

#[tokio::test]
async fn an_app_may_be_for_some_groups_only() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let change = OAuthAppChange {
        assigned_to: Some(Assigned::Groups(vec!["Latchkey Auditors".to_owned()])),
        ..OAuthAppChange::default()
    };
    api.org().change_oauth_app(&app.client_id, change).unwrap();
    let request = request(&app, &[]);
    let outside = Browser::new(&api)
        .sign_in(&request, "alice.winter", "Harbor42Lantern")
        .await;
    assert_eq!(sent_back(&outside, "error").unwrap(), "access_denied");
    let inside = Browser::new(&api)
        .sign_in(&request, "avery.auditor", "Cedar75Monarch")
        .await;
    assert!(sent_back(&inside, "code").is_some());
}

#[tokio::test]
async fn signing_out_ends_the_session_and_leads_only_to_registered_addresses() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let goodbye = "http://127.0.0.1:9/goodbye";
    let change = OAuthAppChange {
        logout_redirect_uris: Some(vec![goodbye.to_owned()]),
        ..OAuthAppChange::default()
    };
    api.org().change_oauth_app(&app.client_id, change).unwrap();
    let mut browser = Browser::new(&api);
    let code = browser.code(&app, &[]).await;
    let tokens = redeem(&api, &app, &code).await;
    let hint = tokens.body["id_token"].as_str().unwrap();
    let logout = |pairs: &[(&str, &str)]| format!("/oauth2/v1/logout?{}", encoded(pairs));
    let elsewhere = [
        ("id_token_hint", hint),
        ("post_logout_redirect_uri", RETURN),
    ];
    assert_eq!(browser.get(&logout(&elsewhere)).await.status, 400);
    assert_eq!(
        browser.get(&logout(&[("id_token_hint", "x")])).await.status,
        400
    );
    let silent = request(&app, &[("prompt", "none")]);
    assert!(sent_back(&browser.get(&silent).await, "code").is_some());
    let right = [
        ("id_token_hint", hint),
        ("post_logout_redirect_uri", goodbye),
        ("state", "s"),
    ];
    let reply = browser.get(&logout(&right)).await;
    assert_eq!(reply.header("location"), format!("{goodbye}?state=s"));
    let reply = browser.get(&silent).await;
    assert_eq!(sent_back(&reply, "error").unwrap(), "login_required");
}
