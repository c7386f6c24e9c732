//! `DPoP`: the nonce of the token endpoint, and tokens that are bound to a key.

use std::time::Duration;

use http::Method;
use jsonwebtoken::{Algorithm, Header};
use latchkey_sandbox::okta::{OAuthAppChange, SeededApp};
use serde_json::{Value, json};

use super::browser::{
    Browser, RETURN, VERIFIER, app, refusal, request, sent_back, token, with_token,
};
use super::client_keys::{Key, SCOPES, Service, proof};
use crate::client::{Api, Reply};

const USERS: &str = "/api/v1/users";

fn hash(token: &str) -> String {
    use base64::Engine as _;
    use sha2::Digest as _;
    let hash = sha2::Sha256::digest(token.as_bytes());
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(hash)
}

/// Asks for a token with a proof.
async fn ask(api: &Api, service: &Service<'_>, key: &Key, changes: &Value) -> Reply {
    let proof = proof(api, key, "POST", "/oauth2/v1/token", changes);
    let assertion = service.assertion(&json!({}));
    service.ask(&assertion, SCOPES, &[proof]).await
}

/// A token after the dance with the nonce.
async fn bound_token(api: &Api, service: &Service<'_>, key: &Key) -> String {
    let first = ask(api, service, key, &json!({})).await;
    let nonce = first.header("dpop-nonce");
    let second = ask(api, service, key, &json!({ "nonce": nonce })).await;
    second.body["access_token"].as_str().unwrap().to_owned()
}

/// Calls the API.
async fn call(api: &Api, scheme: &str, token: &str, proof: Option<String>) -> Reply {
    let mut request = api.request(Method::GET, USERS);
    request = request.header("authorization", format!("{scheme} {token}"));
    if let Some(proof) = proof {
        request = request.header("dpop", proof);
    }
    api.send(request).await
}

#[tokio::test]
async fn an_app_that_requires_dpop_needs_a_proof_with_the_orgs_nonce() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::DpopService);
    let key = Key::new();
    let without = service
        .ask(&service.assertion(&json!({})), SCOPES, &[])
        .await;
    let words = "The DPoP proof JWT header is missing.";
    assert_eq!(refusal(&without), (400, "invalid_dpop_proof", words));
    let first = ask(&api, &service, &key, &json!({})).await;
    let words = "Authorization server requires nonce in DPoP proof.";
    assert_eq!(refusal(&first), (400, "use_dpop_nonce", words));
    let nonce = first.header("dpop-nonce").to_owned();
    assert!(!nonce.is_empty());
    let made_up = ask(&api, &service, &key, &json!({ "nonce": "made up" })).await;
    assert_eq!(refusal(&made_up).1, "use_dpop_nonce");
    let second = ask(&api, &service, &key, &json!({ "nonce": nonce })).await;
    assert_eq!(second.status, 200, "{:?}", second.body);
    assert_eq!(second.body["token_type"], "DPoP");
    assert_eq!(second.header("dpop-nonce"), nonce);
    api.org().forget_dpop_nonces();
    let forgotten = ask(&api, &service, &key, &json!({ "nonce": nonce })).await;
    assert_eq!(refusal(&forgotten).1, "use_dpop_nonce");
    assert_ne!(forgotten.header("dpop-nonce"), nonce);
}

#[tokio::test]
async fn a_proof_is_refused_for_each_thing_that_is_wrong_with_it() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::DpopService);
    let key = Key::new();
    let now = api.org().now().as_second();
    for (changes, words) in [
        (json!({ "htm": "GET" }), "'htm' claim"),
        (
            json!({ "htu": "https://elsewhere.example.com/" }),
            "'htu' claim",
        ),
        (json!({ "iat": null }), "'iat' claim"),
        (
            json!({ "iat": now - 400 }),
            "more than five minutes in the past",
        ),
        (json!({ "iat": now + 400 }), "issued in the future"),
        (json!({ "jti": null }), "'jti' claim"),
    ] {
        let reply = ask(&api, &service, &key, &changes).await;
        assert_eq!(refusal(&reply).1, "invalid_dpop_proof", "{changes}");
        assert!(
            refusal(&reply).2.contains(words),
            "{changes}: {:?}",
            reply.body
        );
    }
    let again = json!({ "jti": "the same" });
    ask(&api, &service, &key, &again).await;
    let reply = ask(&api, &service, &key, &again).await;
    assert!(refusal(&reply).2.contains("has already been used"));
    let two = [(); 2].map(|()| proof(&api, &key, "POST", "/oauth2/v1/token", &json!({})));
    let reply = service
        .ask(&service.assertion(&json!({})), SCOPES, &two)
        .await;
    assert!(refusal(&reply).2.contains("Multiple DPoP proof"));
}

#[tokio::test]
async fn the_header_of_a_proof_must_name_type_algorithm_and_a_public_key() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::DpopService);
    let (key, other) = (Key::new(), Key::new());
    let mut right = Header::new(Algorithm::ES256);
    right.typ = Some("dpop+jwt".to_owned());
    right.jwk = Some(key.public.clone());
    let plain = Header {
        typ: Some("JWT".to_owned()),
        ..right.clone()
    };
    let keyless = Header {
        jwk: None,
        ..right.clone()
    };
    let foreign = Header {
        jwk: Some(other.public.clone()),
        ..right
    };
    for (header, words) in [
        (plain, "'typ' must be"),
        (keyless, "The DPoP proof JWT is invalid."),
        (foreign, "signature is invalid"),
    ] {
        let proof = key.sign(&header, &json!({}));
        let reply = service
            .ask(&service.assertion(&json!({})), SCOPES, &[proof])
            .await;
        assert!(
            refusal(&reply).2.contains(words),
            "{words}: {:?}",
            reply.body
        );
    }
    let reply = service
        .ask(&service.assertion(&json!({})), SCOPES, &["x".to_owned()])
        .await;
    assert!(refusal(&reply).2.contains("cannot be parsed"));
}

#[tokio::test]
async fn a_bound_token_opens_the_api_only_with_a_proof_of_its_key() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::DpopService);
    let (key, other) = (Key::new(), Key::new());
    let token = bound_token(&api, &service, &key).await;
    let ath = json!({ "ath": hash(&token) });
    let right = |key: &Key| Some(proof(&api, key, "GET", USERS, &ath));
    assert_eq!(call(&api, "DPoP", &token, right(&key)).await.status, 200);
    let elsewhere = proof(&api, &key, "GET", "/api/v1/groups", &ath);
    for (scheme, proof, words) in [
        ("Bearer", None, "must use the DPoP authentication scheme"),
        ("DPoP", None, "requires a DPoP proof"),
        (
            "DPoP",
            right(&other),
            "is not bound to the provided DPoP proof",
        ),
        ("DPoP", Some(elsewhere), "'htu' claim"),
        (
            "DPoP",
            Some(proof(&api, &key, "GET", USERS, &json!({}))),
            "'ath' claim",
        ),
    ] {
        let reply = call(&api, scheme, &token, proof).await;
        assert_eq!(reply.status, 400, "{words}");
        let challenge = reply.header("www-authenticate");
        assert!(
            challenge.starts_with(scheme) && challenge.contains(words),
            "{challenge}"
        );
    }
}

#[tokio::test]
async fn a_token_without_a_key_is_a_bearer_token() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let token = service.token(SCOPES).await;
    assert_eq!(call(&api, "Bearer", &token, None).await.status, 200);
    let reply = call(&api, "DPoP", &token, None).await;
    assert_eq!(reply.status, 401);
    assert!(
        reply
            .header("www-authenticate")
            .contains("is not DPoP bound")
    );
}

#[tokio::test]
async fn a_proof_binds_the_token_even_where_none_is_required() {
    let api = Api::start().await;
    let service = Service::new(&api, SeededApp::Service);
    let key = Key::new();
    let token = bound_token(&api, &service, &key).await;
    let reply = with_token(&api, Method::GET, USERS, &token).await;
    assert_eq!(reply.status, 400);
    let change = OAuthAppChange {
        requires_dpop: Some(true),
        ..OAuthAppChange::default()
    };
    let id = &service.app.client_id;
    api.org().change_oauth_app(id, change).unwrap();
    let reply = service
        .ask(&service.assertion(&json!({})), SCOPES, &[])
        .await;
    assert_eq!(refusal(&reply).1, "invalid_dpop_proof");
}

#[tokio::test]
async fn a_bound_refresh_token_needs_a_proof_of_the_same_key() {
    let api = Api::start().await;
    let client = app(&api, SeededApp::ApiAccess);
    let (key, other) = (Key::new(), Key::new());
    let ask = async |key: &Key, form: &[(&str, &str)], nonce: &str| {
        let request = api.request(Method::POST, "/oauth2/v1/token").form(form);
        let secret = client.client_secret.as_deref();
        let proof = proof(
            &api,
            key,
            "POST",
            "/oauth2/v1/token",
            &json!({ "nonce": nonce }),
        );
        let request = request.basic_auth(&client.client_id, secret);
        api.send(request.header("dpop", proof)).await
    };
    let authorize = request(&client, &[("scope", "openid offline_access")]);
    let back = Browser::new(&api)
        .sign_in(&authorize, "alice.winter", "Harbor42Lantern")
        .await;
    let code = sent_back(&back, "code").unwrap();
    let form = [
        ("grant_type", "authorization_code"),
        ("code", &code),
        ("redirect_uri", RETURN),
        ("code_verifier", VERIFIER),
    ];
    let nonce = ask(&key, &form, "").await.header("dpop-nonce").to_owned();
    let tokens = ask(&key, &form, &nonce).await;
    assert_eq!(
        tokens.body["token_type"], "DPoP",
        "the first answer spent no code"
    );
    let value = tokens.body["refresh_token"].as_str().unwrap();
    let form = [("grant_type", "refresh_token"), ("refresh_token", value)];
    assert!(
        refusal(&ask(&other, &form, &nonce).await)
            .2
            .contains("Public Key binding")
    );
    assert!(
        refusal(&token(&api, &client, &form).await)
            .2
            .contains("Public Key binding")
    );
    api.org().advance_clock(Duration::from_secs(10));
    assert_eq!(ask(&key, &form, &nonce).await.status, 200);
}
