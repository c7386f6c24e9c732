//! The code flow, from the first address to the tokens and what they open.

use http::Method;
use jsonwebtoken::jwk::JwkSet;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use latchkey_sandbox::okta::SeededApp;
use serde_json::{Value, json};

use super::browser::{
    Browser, RETURN, VERIFIER, app, part, redeem, refusal, request, sent_back, token, with_token,
};
use crate::client::{Api, Reply};

/// Verifies an id token with the published keys.
pub(super) async fn verified(api: &Api, reply: &Reply, client_id: &str) -> Value {
    let keys: JwkSet = serde_json::from_value(api.get("/oauth2/v1/keys").await.body).unwrap();
    let token = reply.body["id_token"].as_str().expect("an id token");
    let kid = jsonwebtoken::decode_header(token).unwrap().kid.unwrap();
    let key = DecodingKey::from_jwk(keys.find(&kid).expect("a published key")).unwrap();
    let mut validation = Validation::new(Algorithm::RS256);
    validation.set_audience(&[client_id]);
    validation.set_issuer(&[api.sandbox().okta_url()]);
    jsonwebtoken::decode::<Value>(token, &key, &validation)
        .unwrap()
        .claims
}

#[tokio::test]
async fn the_metadata_names_the_endpoints_of_this_org_and_only_what_it_does() {
    let api = Api::start().await;
    let reply = api.get("/.well-known/openid-configuration").await;
    let base = api.sandbox().okta_url();
    assert_eq!(reply.body["issuer"], base);
    for (name, path) in [
        ("authorization_endpoint", "authorize"),
        ("token_endpoint", "token"),
        ("jwks_uri", "keys"),
        ("userinfo_endpoint", "userinfo"),
        ("introspection_endpoint", "introspect"),
        ("revocation_endpoint", "revoke"),
        ("end_session_endpoint", "logout"),
    ] {
        assert_eq!(reply.body[name], format!("{base}/oauth2/v1/{path}"));
    }
    assert_eq!(reply.body["response_types_supported"], json!(["code"]));
    assert!(!reply.headers.contains_key("x-rate-limit-limit"));
    let other = api.get("/.well-known/oauth-authorization-server").await;
    assert_eq!(other.body, reply.body);
}

#[tokio::test]
async fn a_person_signs_in_and_the_client_learns_who_it_is() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let mut browser = Browser::new(&api);
    let back = browser
        .sign_in(&request(&app, &[]), "pat.admin", "Walnut58Harvest")
        .await;
    assert_eq!(back.status, 303);
    assert!(back.header("location").starts_with(RETURN));
    assert_eq!(sent_back(&back, "state").unwrap(), "a state");
    let tokens = redeem(&api, &app, &sent_back(&back, "code").unwrap()).await;
    assert_eq!(tokens.status, 200, "{:?}", tokens.body);
    assert_eq!(tokens.body["token_type"], "Bearer");
    assert_eq!(tokens.body["expires_in"], 3600);
    assert_eq!(tokens.body["scope"], "openid profile email groups");
    assert!(tokens.body.get("refresh_token").is_none());
    let claims = verified(&api, &tokens, &app.client_id).await;
    assert_eq!(claims["sub"], api.id("pat.admin"));
    assert_eq!(claims["preferred_username"], "pat.admin@example.com");
    assert_eq!(claims["name"], "Pat Admin");
    assert_eq!(claims["nonce"], "a nonce");
    assert_eq!(claims["amr"], json!(["pwd"]));
    assert_eq!(claims["groups"], json!(["Latchkey Password Admins"]));
    let age = claims["iat"].as_i64().unwrap() - claims["auth_time"].as_i64().unwrap();
    assert!((0..60).contains(&age));
}

#[tokio::test]
async fn the_access_token_opens_userinfo_and_says_nothing_to_others() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let code = Browser::new(&api).code(&app, &[]).await;
    let tokens = redeem(&api, &app, &code).await;
    let access_token = tokens.body["access_token"].as_str().unwrap();
    let header = part(access_token, 0);
    assert_eq!(header["typ"], "application/okta-internal-at+jwt");
    let keys = api.get("/oauth2/v1/keys").await;
    assert_ne!(keys.body["keys"][0]["kid"], header["kid"]);
    let claims = part(access_token, 1);
    assert_eq!(claims["cid"], app.client_id);
    assert_eq!(claims["uid"], api.id("alice.winter"));
    assert_eq!(
        claims["scp"],
        json!(["openid", "profile", "email", "groups"])
    );
    let path = "/oauth2/v1/userinfo";
    for method in [Method::GET, Method::POST] {
        let info = with_token(&api, method, path, access_token).await;
        assert_eq!(info.body["sub"], api.id("alice.winter"));
        assert_eq!(info.body["email"], "alice.winter@example.com");
        assert_eq!(info.body["groups"], json!([]));
    }
    let refused = with_token(&api, Method::GET, path, "nonsense").await;
    assert_eq!(refused.status, 401);
    assert!(
        refused
            .header("www-authenticate")
            .contains("error=\"invalid_token\"")
    );
}

#[tokio::test]
async fn a_code_is_good_once_and_for_five_minutes() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let mut browser = Browser::new(&api);
    let code = browser.code(&app, &[]).await;
    assert_eq!(redeem(&api, &app, &code).await.status, 200);
    let spent = "The authorization code is invalid or has expired.";
    assert_eq!(
        refusal(&redeem(&api, &app, &code).await),
        (400, "invalid_grant", spent)
    );
    let late = sent_back(&browser.get(&request(&app, &[])).await, "code").unwrap();
    api.org().advance_clock(std::time::Duration::from_secs(301));
    assert_eq!(
        refusal(&redeem(&api, &app, &late).await),
        (400, "invalid_grant", spent)
    );
}

#[tokio::test]
async fn a_code_is_for_its_client_its_address_and_its_verifier() {
    let api = Api::start().await;
    let ours = app(&api, SeededApp::SignIn);
    let other = app(&api, SeededApp::ApiAccess);
    let wrong = "x".repeat(43);
    for (client, redirect_uri, verifier, words) in [
        (&other, RETURN, Some(VERIFIER), "another client"),
        (
            &ours,
            "http://127.0.0.1:9/",
            Some(VERIFIER),
            "'redirect_uri'",
        ),
        (
            &ours,
            RETURN,
            Some(wrong.as_str()),
            "PKCE verification failed.",
        ),
        (&ours, RETURN, None, "PKCE code verifier is required"),
    ] {
        let code = Browser::new(&api).code(&ours, &[]).await;
        let mut form = vec![
            ("grant_type", "authorization_code"),
            ("code", &code),
            ("redirect_uri", redirect_uri),
        ];
        form.extend(verifier.map(|verifier| ("code_verifier", verifier)));
        let refused = token(&api, client, &form).await;
        assert!(refusal(&refused).2.contains(words), "{:?}", refused.body);
        assert_eq!(redeem(&api, &ours, &code).await.status, 400, "{words}");
    }
}

#[tokio::test]
async fn a_client_without_a_secret_needs_pkce_and_nothing_else() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::Public);
    let mut browser = Browser::new(&api);
    let bare = request(&app, &[("code_challenge", ""), ("scope", "openid")]);
    let refused = browser.get(&bare).await;
    assert_eq!(sent_back(&refused, "error").unwrap(), "invalid_request");
    let code = browser.code(&app, &[("scope", "openid")]).await;
    let tokens = redeem(&api, &app, &code).await;
    assert_eq!(tokens.status, 200, "{:?}", tokens.body);
    let claims = verified(&api, &tokens, &app.client_id).await;
    assert!(claims.get("name").is_none() && claims.get("groups").is_none());
}

#[tokio::test]
async fn clients_are_told_why_they_are_not_believed() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let secret = app.client_secret.as_deref().unwrap();
    let id = app.client_id.as_str();
    let none = "No client credentials found.";
    let several = "Cannot supply multiple client credentials.";
    let ask = async |basic: Option<(&str, &str)>, form: &[(&str, &str)]| {
        let mut form = form.to_vec();
        form.extend([("grant_type", "authorization_code"), ("code", "x")]);
        let request = api.request(Method::POST, "/oauth2/v1/token").form(&form);
        let request = match basic {
            Some((id, secret)) => request.basic_auth(id, Some(secret)),
            None => request,
        };
        let reply = api.send(request).await;
        let (status, error, words) = refusal(&reply);
        (status, error.to_owned(), words.to_owned())
    };
    for (basic, form, status, words) in [
        (None, vec![], 401, none),
        (
            Some((id, "wrong")),
            vec![],
            401,
            "The client secret supplied",
        ),
        (Some(("0oaNobody", secret)), vec![], 401, "'client_id'"),
        (
            None,
            vec![("client_id", id)],
            401,
            "Client authentication failed.",
        ),
        (
            Some((id, secret)),
            vec![("client_secret", secret)],
            401,
            several,
        ),
        (Some((id, secret)), vec![], 400, "'redirect_uri' is missing"),
        (
            None,
            vec![("client_id", id), ("client_secret", secret)],
            400,
            "'redirect_uri' is missing",
        ),
        (
            Some((id, secret)),
            vec![("code", "y")],
            400,
            "Duplicate parameter",
        ),
    ] {
        let answered = ask(basic, &form).await;
        assert_eq!(answered.0, status, "{words}: {answered:?}");
        assert!(answered.2.contains(words), "{words}: {answered:?}");
    }
}

#[tokio::test]
async fn unknown_grants_are_refused() {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    for (grant, error) in [
        ("", "invalid_request"),
        ("password", "unsupported_grant_type"),
        ("refresh_token", "unauthorized_client"),
    ] {
        let reply = token(&api, &app, &[("grant_type", grant)]).await;
        assert_eq!((refusal(&reply).0, refusal(&reply).1), (400, error));
    }
    let reply = token(&api, &app, &[("grant_type", "client_credentials")]).await;
    let words = "Only clients with 'application_type' of 'service'";
    assert!(refusal(&reply).2.starts_with(words), "{:?}", reply.body);
}
