//! What an access token opens: the scope of each operation, and the administrator role behind it.

use http::Method;
use latchkey_sandbox::okta::{Fault, FaultKind, SeededApp};
use serde_json::Value;

use super::browser::{Browser, app, redeem, request, sent_back, with_token};
use super::client_keys::{SCOPES, Service};
use crate::client::Api;

#[tokio::test]
async fn each_operation_needs_its_scope_and_the_refusal_names_it() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let token = service.token("okta.roles.read").await;
    let id = api.id("alice.winter");
    for (method, path, scope) in [
        (Method::GET, "/api/v1/users".to_owned(), "okta.users.read"),
        (
            Method::POST,
            format!("/api/v1/users/{id}"),
            "okta.users.manage",
        ),
        (
            Method::POST,
            format!("/api/v1/users/{id}/lifecycle/unlock"),
            "okta.users.manage",
        ),
        (
            Method::POST,
            format!("/api/v1/users/{id}/credentials/change_password"),
            "okta.users.manage",
        ),
        (
            Method::DELETE,
            format!("/api/v1/users/{id}/sessions"),
            "okta.users.manage",
        ),
        (Method::GET, "/api/v1/groups".to_owned(), "okta.groups.read"),
        (
            Method::GET,
            "/api/v1/policies?type=PASSWORD".to_owned(),
            "okta.policies.read",
        ),
        (Method::GET, "/api/v1/logs".to_owned(), "okta.logs.read"),
        (Method::GET, "/api/v1/org".to_owned(), "okta.orgs.read"),
        (
            Method::POST,
            format!("/api/v1/users/{id}/roles"),
            "okta.roles.manage",
        ),
    ] {
        let reply = with_token(&api, method, &path, &token).await;
        assert_eq!(
            (reply.status.as_u16(), &reply.body),
            (403, &Value::Null),
            "{path}"
        );
        let base = api.sandbox().okta_url();
        let resource = path.split('?').next().unwrap();
        let expected = format!(
            "Bearer authorization_uri=\"{base}/oauth2/v1/authorize\", realm=\"{base}\", \
             scope=\"{scope}\", error=\"insufficient_scope\", error_description=\"The access \
             token provided does not contain the required scopes.\", resource=\"{resource}\""
        );
        assert_eq!(reply.header("www-authenticate"), expected);
    }
    let roles = format!("/api/v1/users/{id}/roles");
    assert_eq!(
        with_token(&api, Method::GET, &roles, &token).await.status,
        200
    );
}

#[tokio::test]
async fn managing_includes_reading() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let token = service.token("okta.users.manage").await;
    let users = with_token(&api, Method::GET, "/api/v1/users?limit=1", &token).await;
    assert_eq!(users.status, 200);
}

#[tokio::test]
async fn a_service_app_acts_with_its_roles_and_under_its_name() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let token = service.token("okta.users.manage").await;
    let unlock = |login: &str| format!("/api/v1/users/{}/lifecycle/unlock", api.id(login));
    let done = with_token(&api, Method::POST, &unlock("carol.reyes"), &token).await;
    assert_eq!(done.status, 200);
    let refused = with_token(&api, Method::POST, &unlock("maria.silva"), &token).await;
    assert_eq!(refused.refusal(), (403, "E0000006"));
    let events = api.org().log_events();
    let unlocked = events
        .iter()
        .find(|event| event.event_type == "user.account.unlock_by_admin");
    let actor = &unlocked.unwrap().json["actor"];
    assert_eq!(actor["type"], "PublicClientApp");
    assert_eq!(actor["id"], service.app.client_id);
}

#[tokio::test]
async fn a_token_for_a_user_carries_that_users_roles() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::ApiAccess);
    let scope = [("scope", "openid okta.users.manage okta.users.read")];
    let back = Browser::new(&api)
        .sign_in(&request(&app, &scope), "svc-latchkey", "Granite52Turbine7")
        .await;
    let tokens = redeem(&api, &app, &sent_back(&back, "code").unwrap()).await;
    let token = tokens.body["access_token"].as_str().unwrap();
    let me = with_token(&api, Method::GET, "/api/v1/users/me", token).await;
    assert_eq!(me.body["profile"]["login"], "svc-latchkey@example.com");
    let suspend = format!("/api/v1/users/{}/lifecycle/suspend", api.id("maria.silva"));
    let refused = with_token(&api, Method::POST, &suspend, token).await;
    assert_eq!(refused.refusal(), (403, "E0000006"));
}

#[tokio::test]
async fn tokens_end_with_their_app() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let token = service.token(SCOPES).await;
    let id = &service.app.client_id;
    api.org().delete_oauth_app(id).unwrap();
    let reply = with_token(&api, Method::GET, "/api/v1/users", &token).await;
    assert_eq!(reply.status, 401);
    assert!(
        reply
            .header("www-authenticate")
            .contains("error=\"invalid_token\"")
    );
    assert!(api.org().delete_oauth_app(id).is_err());
}

#[tokio::test]
async fn an_app_has_its_share_of_a_rate_limit_and_faults_reach_the_token_endpoint() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let token = service.token(SCOPES).await;
    let users = with_token(&api, Method::GET, "/api/v1/users?limit=1", &token).await;
    assert_eq!(users.header("x-rate-limit-limit"), "300");
    assert_eq!(users.header("x-rate-limit-remaining"), "299");
    let other = api.get("/api/v1/users?limit=1").await;
    assert_eq!(other.header("x-rate-limit-remaining"), "299");
    let limited = FaultKind::RateLimited {
        reset_in_seconds: 60,
        headers: latchkey_sandbox::okta::RateHeaders::Real,
    };
    api.org().set_fault(Fault::new(limited));
    let assertion = service.assertion(&serde_json::json!({}));
    let refused = service.ask(&assertion, SCOPES, &[]).await;
    assert_eq!(refused.refusal(), (429, "E0000047"));
    assert_eq!(refused.header("x-rate-limit-remaining"), "0");
    assert_eq!(service.ask(&assertion, SCOPES, &[]).await.status, 200);
    api.org().set_fault(Fault::new(FaultKind::ExpiredToken));
    let expired = with_token(&api, Method::GET, "/api/v1/users?limit=1", &token).await;
    assert_eq!(expired.status, 401);
}
