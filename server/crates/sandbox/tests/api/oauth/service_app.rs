//! Service apps: client credentials with `private_key_jwt`, and every way to be refused.

use http::Method;
use jsonwebtoken::{Algorithm, Header};
use latchkey_sandbox::okta::{OAuthAppChange, SeededApp};
use serde_json::{Value, json};

use super::browser::{app, part, refusal, token, with_token};
use super::client_keys::{Key, SCOPES, Service};
use crate::client::Api;

#[tokio::test]
async fn a_service_app_gets_a_token_for_itself_that_opens_the_api() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let reply = service
        .ask(&service.assertion(&json!({})), SCOPES, &[])
        .await;
    assert_eq!(reply.status, 200, "{:?}", reply.body);
    assert_eq!(reply.body["token_type"], "Bearer");
    assert_eq!(reply.body["expires_in"], 3600);
    assert_eq!(reply.body["scope"], SCOPES);
    assert!(reply.body.get("refresh_token").is_none());
    let token = reply.body["access_token"].as_str().unwrap();
    let claims = part(token, 1);
    assert_eq!(claims["sub"], service.app.client_id);
    assert!(claims.get("uid").is_none());
    let users = with_token(&api, Method::GET, "/api/v1/users?limit=1", token).await;
    assert_eq!(users.status, 200);
    api.org()
        .advance_clock(std::time::Duration::from_secs(3601));
    let late = with_token(&api, Method::GET, "/api/v1/users?limit=1", token).await;
    assert_eq!((late.status.as_u16(), late.body), (401, Value::Null));
}

#[tokio::test]
async fn an_assertion_is_refused_for_each_thing_that_is_wrong_with_it() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let now = api.org().now().as_second();
    let issuer = api.sandbox().okta_url();
    for (changes, words) in [
        (json!({ "aud": issuer }), "must be the endpoint invoked"),
        (json!({ "aud": null }), "must be the endpoint invoked"),
        (json!({ "exp": null }), "must contain the 'exp' claim"),
        (json!({ "exp": "soon" }), "must contain the 'exp' claim"),
        (json!({ "exp": now - 1 }), "is expired"),
        (json!({ "exp": now + 3700 }), "too far into the future"),
        (
            json!({ "iat": now + 120 }),
            "issued before the current time",
        ),
        (json!({ "iss": "0oaNobody" }), "The issuer claim"),
        (json!({ "sub": "0oaNobody" }), "The subject claim"),
    ] {
        let reply = service.ask(&service.assertion(&changes), SCOPES, &[]).await;
        let (status, error, description) = refusal(&reply);
        assert_eq!((status, error), (401, "invalid_client"), "{changes}");
        assert!(description.contains(words), "{changes}: {description}");
    }
}

#[tokio::test]
async fn an_assertion_must_be_signed_by_a_registered_key() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let header = |kid: Option<String>| {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = kid;
        header
    };
    let kid = service.key.kid();
    let other = Key::new();
    let sign = |header: &Header, key: &Key| service.assertion_with(header, key, &json!({}));
    let broken = format!("{}x", service.assertion(&json!({})).replace('.', "-"));
    for (assertion, words) in [
        (
            sign(&header(Some(other.kid())), &other),
            "JWT kid is invalid",
        ),
        (
            sign(&header(Some(kid.clone())), &other),
            "signature is invalid",
        ),
        (sign(&header(None), &other), "signature is invalid"),
        (broken, "parsing of the client_assertion failed"),
        ("e30.e30.".to_owned(), "The issuer claim"),
    ] {
        let reply = service.ask(&assertion, SCOPES, &[]).await;
        assert!(
            refusal(&reply).2.contains(words),
            "{words}: {:?}",
            reply.body
        );
    }
    let unnamed = sign(&header(None), &service.key);
    assert_eq!(service.ask(&unnamed, SCOPES, &[]).await.status, 200);
    api.org()
        .forget_public_keys(&service.app.client_id)
        .unwrap();
    let reply = service
        .ask(&sign(&header(Some(kid)), &service.key), SCOPES, &[])
        .await;
    assert!(refusal(&reply).2.contains("does not have a JWKSet"));
}

#[tokio::test]
async fn an_assertion_with_an_id_is_good_once() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let once = service.assertion(&json!({}));
    assert_eq!(service.ask(&once, SCOPES, &[]).await.status, 200);
    let again = service.ask(&once, SCOPES, &[]).await;
    let words = "The client_assertion token has already been used.";
    assert_eq!(refusal(&again), (401, "invalid_client", words));
    let without = service.assertion(&json!({ "jti": null }));
    for _ in 0..2 {
        assert_eq!(service.ask(&without, SCOPES, &[]).await.status, 200);
    }
}

#[tokio::test]
async fn scopes_must_be_granted_and_be_those_of_the_api() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    for (scope, words) in [
        ("", "'scope' must be provided"),
        ("openid", "Cannot request 'openid' scopes"),
        ("okta.apps.manage", "One or more scopes are not configured"),
        (
            "okta.users.read okta.apps.read",
            "One or more scopes are not configured",
        ),
    ] {
        let reply = service
            .ask(&service.assertion(&json!({})), scope, &[])
            .await;
        let (status, error, description) = refusal(&reply);
        assert_eq!((status, error), (400, "invalid_scope"), "{scope}");
        assert!(description.contains(words), "{scope}: {description}");
    }
    let change = OAuthAppChange {
        granted_scopes: Some(vec!["okta.apps.manage".to_owned()]),
        ..OAuthAppChange::default()
    };
    let id = &service.app.client_id;
    api.org().change_oauth_app(id, change).unwrap();
    service.token("okta.apps.manage").await;
}

#[tokio::test]
async fn a_secret_is_not_enough_for_a_service_app() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let mut client = app(&api, SeededApp::SignIn);
    client.client_id.clone_from(&service.app.client_id);
    let form = [("grant_type", "client_credentials"), ("scope", SCOPES)];
    let reply = token(&api, &client, &form).await;
    let words = "must use the private_key_jwt token_endpoint_auth_method.";
    assert!(refusal(&reply).2.ends_with(words), "{:?}", reply.body);
    let wrong_type = [
        ("grant_type", "client_credentials"),
        ("client_assertion_type", "jwt"),
        ("client_assertion", "e30.e30."),
    ];
    let request = api
        .request(Method::POST, "/oauth2/v1/token")
        .form(&wrong_type);
    let reply = api.send(request).await;
    assert!(
        refusal(&reply)
            .2
            .contains("client_assertion_type is invalid")
    );
}

#[tokio::test]
async fn only_public_keys_can_be_registered() {
    let api = Api::start().await;
    let id = api.org().oauth_app(SeededApp::Service).unwrap().client_id;
    for wrong in [
        json!({ "kty": "EC" }),
        json!({ "kty": "oct", "k": "AAAA" }),
        json!({ "kty": "RSA", "n": "AQAB", "e": "AQAB", "d": "AQAB" }),
    ] {
        let refused = api.org().register_public_key(&id, &wrong);
        assert!(refused.is_err(), "{wrong}");
    }
}
