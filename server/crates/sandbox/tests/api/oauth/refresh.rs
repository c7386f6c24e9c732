//! Refresh tokens, with and without rotation; introspection and revocation.

use http::Method;
use latchkey_sandbox::okta::{OAuthApp, OAuthAppChange, SeededApp};
use serde_json::json;

use super::browser::{Browser, app, part, redeem, refusal, request, sent_back, token, with_token};
use crate::client::{Api, Reply};

const SCOPES: &str = "openid offline_access okta.users.read";
const USERS: &str = "/api/v1/users?limit=1";

fn text<'a>(reply: &'a Reply, name: &str) -> &'a str {
    reply.body[name].as_str().expect(name)
}

/// The tokens that an administrator has given the app.
async fn given(api: &Api, app: &OAuthApp) -> Reply {
    let back = Browser::new(api)
        .sign_in(
            &request(app, &[("scope", SCOPES)]),
            "maria.silva",
            "Falcon93Ribbon",
        )
        .await;
    redeem(api, app, &sent_back(&back, "code").unwrap()).await
}

async fn refresh(api: &Api, app: &OAuthApp, value: &str) -> Reply {
    let form = [("grant_type", "refresh_token"), ("refresh_token", value)];
    token(api, app, &form).await
}

fn rotate(api: &Api, app: &OAuthApp) {
    let change = OAuthAppChange {
        rotates_refresh_tokens: Some(true),
        ..OAuthAppChange::default()
    };
    api.org().change_oauth_app(&app.client_id, change).unwrap();
}

#[tokio::test]
async fn without_rotation_a_refresh_token_is_used_again_and_again() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::ApiAccess);
    let first = given(&api, &app).await;
    let value = text(&first, "refresh_token").to_owned();
    for _ in 0..2 {
        let next = refresh(&api, &app, &value).await;
        assert_eq!(text(&next, "refresh_token"), value);
        assert_eq!(text(&next, "scope"), SCOPES);
        let claims = part(text(&next, "id_token"), 1);
        assert!(claims.get("nonce").is_none());
        assert_eq!(
            claims["auth_time"],
            part(text(&first, "id_token"), 1)["auth_time"]
        );
        let users = with_token(&api, Method::GET, USERS, text(&next, "access_token")).await;
        assert_eq!(users.status, 200);
    }
}

#[tokio::test]
async fn with_rotation_using_a_token_again_ends_everything_that_came_of_the_sign_in() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::ApiAccess);
    rotate(&api, &app);
    let first = given(&api, &app).await;
    let second = refresh(&api, &app, text(&first, "refresh_token")).await;
    let third = refresh(&api, &app, text(&second, "refresh_token")).await;
    assert_ne!(
        text(&first, "refresh_token"),
        text(&second, "refresh_token")
    );
    let access_token = text(&third, "access_token");
    assert_eq!(
        with_token(&api, Method::GET, USERS, access_token)
            .await
            .status,
        200
    );
    let reused = refresh(&api, &app, text(&first, "refresh_token")).await;
    let words = "The refresh token is invalid or expired.";
    assert_eq!(refusal(&reused), (400, "invalid_grant", words));
    let dead = refresh(&api, &app, text(&third, "refresh_token")).await;
    assert_eq!(refusal(&dead), (400, "invalid_grant", words));
    assert_eq!(
        with_token(&api, Method::GET, USERS, access_token)
            .await
            .status,
        401
    );
    let events = api.org().log_events();
    let reuse = events
        .iter()
        .find(|event| event.event_type == "app.oauth2.token.detect_reuse");
    assert_eq!(reuse.unwrap().targets, ["maria.silva@example.com"]);
}

#[tokio::test]
async fn a_refresh_may_ask_for_less_and_not_for_more() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::ApiAccess);
    let first = given(&api, &app).await;
    let ask = async |scope: &str| {
        let form = [
            ("grant_type", "refresh_token"),
            ("refresh_token", text(&first, "refresh_token")),
            ("scope", scope),
        ];
        token(&api, &app, &form).await
    };
    let less = ask("okta.users.read").await;
    assert_eq!(text(&less, "scope"), "okta.users.read");
    assert!(less.body.get("id_token").is_none());
    let more = ask("okta.users.manage").await;
    assert_eq!((refusal(&more).0, refusal(&more).1), (400, "access_denied"));
    assert!(
        refusal(&more)
            .2
            .ends_with("Denied scopes: okta.users.manage.")
    );
}

#[tokio::test]
async fn a_refresh_token_is_for_its_client_and_dies_with_its_user() {
    let api = Api::start().await;
    let ours = app(&api, SeededApp::ApiAccess);
    let public = app(&api, SeededApp::Public);
    let first = given(&api, &ours).await;
    let value = text(&first, "refresh_token");
    let form = [
        ("grant_type", "refresh_token"),
        ("refresh_token", value),
        ("client_id", public.client_id.as_str()),
    ];
    assert_eq!(
        refusal(&token(&api, &public, &form).await).1,
        "invalid_grant"
    );
    api.org().deactivate("maria.silva@example.com").unwrap();
    assert_eq!(
        refusal(&refresh(&api, &ours, value).await).1,
        "invalid_grant"
    );
    let users = with_token(&api, Method::GET, USERS, text(&first, "access_token")).await;
    assert_eq!(users.status, 401);
}

#[tokio::test]
async fn only_an_administrator_gives_an_app_access_to_the_api() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::ApiAccess);
    let back = Browser::new(&api)
        .sign_in(
            &request(&app, &[("scope", SCOPES)]),
            "alice.winter",
            "Harbor42Lantern",
        )
        .await;
    assert_eq!(sent_back(&back, "error").unwrap(), "consent_required");
}

#[tokio::test]
async fn introspection_and_revocation_concern_the_clients_own_tokens() {
    let api = Api::start().await;
    let ours = app(&api, SeededApp::ApiAccess);
    let other = app(&api, SeededApp::SignIn);
    let tokens = given(&api, &ours).await;
    let call = async |path: &str, app: &OAuthApp, value: &str| {
        let request = api.request(Method::POST, path).form(&[("token", value)]);
        let secret = app.client_secret.as_deref();
        api.send(request.basic_auth(&app.client_id, secret)).await
    };
    let (access, fresh) = (
        text(&tokens, "access_token"),
        text(&tokens, "refresh_token"),
    );
    let described = call("/oauth2/v1/introspect", &ours, access).await.body;
    assert_eq!(described["active"], true);
    assert_eq!(described["username"], "maria.silva@example.com");
    assert_eq!(described["scope"], SCOPES);
    assert_eq!(
        call("/oauth2/v1/introspect", &ours, fresh).await.body["active"],
        true
    );
    let inactive = json!({ "active": false });
    assert_eq!(
        call("/oauth2/v1/introspect", &other, access).await.body,
        inactive
    );
    assert_eq!(call("/oauth2/v1/revoke", &other, fresh).await.status, 200);
    assert_eq!(
        with_token(&api, Method::GET, USERS, access).await.status,
        200
    );
    assert_eq!(call("/oauth2/v1/revoke", &ours, fresh).await.status, 200);
    assert_eq!(
        call("/oauth2/v1/introspect", &ours, access).await.body,
        inactive
    );
    assert_eq!(
        with_token(&api, Method::GET, USERS, access).await.status,
        401
    );
    let missing = call("/oauth2/v1/revoke", &ours, "").await;
    assert!(
        refusal(&missing)
            .2
            .contains("'token' parameter is required")
    );
}

#[tokio::test]
async fn tests_and_administrators_revoke_tokens() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::ApiAccess);
    let first = given(&api, &app).await;
    api.org().revoke_all_tokens();
    let users = with_token(&api, Method::GET, USERS, text(&first, "access_token")).await;
    assert!(
        users
            .header("www-authenticate")
            .contains("has been revoked")
    );
    let second = given(&api, &app).await;
    let mut admin = api;
    admin.act_as("maria.silva@example.com");
    let sessions = format!("/api/v1/users/{}/sessions", admin.id("maria.silva"));
    admin.delete(&sessions).await;
    let access_token = text(&second, "access_token");
    assert_eq!(
        with_token(&admin, Method::GET, USERS, access_token)
            .await
            .status,
        200
    );
    admin.delete(&format!("{sessions}?oauthTokens=true")).await;
    assert_eq!(
        with_token(&admin, Method::GET, USERS, access_token)
            .await
            .status,
        401
    );
}
