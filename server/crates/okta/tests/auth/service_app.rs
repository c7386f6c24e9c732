use crate::org::{
    CLIENT_ID, Org, bearer, client_id, done, form, header, id, key, scopes, service_app,
    service_auth, verified,
};
use jsonwebtoken::jwk::JwkSet;
use latchkey_okta::{Auth, ServiceApp, SigningKey};
use latchkey_testkit::TestClock;
use latchkey_values::Clock;
use serde_json::Value;
use wiremock::Request;

const RSA: &str = include_str!("../keys/rfc7517-rsa.json");

/// The assertion of a request, its signature checked with the key set that the admin gave Okta.
fn assertion(request: &Request, key: &SigningKey) -> Value {
    let set: JwkSet = serde_json::from_str(&key.public_jwks()).expect("JWKS");
    let public = set.find(key.id()).expect("own key");
    let (header, claims) = verified(&form(request)["client_assertion"], public);
    assert_eq!(header.kid.as_deref(), Some(key.id()));
    claims
}

#[tokio::test]
async fn the_app_proves_itself_by_a_signed_assertion_and_calls_with_the_token() {
    let org = Org::start([bearer("at-1")], [done()]).await;
    let client = org.client(service_auth(false), 1);
    client.lifecycle().unlock(&id()).await.expect("unlocked");

    let request = &org.token_requests().await[0];
    assert_eq!(
        header(request, "content-type"),
        "application/x-www-form-urlencoded"
    );
    assert_eq!(header(request, "authorization"), "");
    assert_eq!(header(request, "dpop"), "");
    let form = form(request);
    assert_eq!(form["grant_type"], "client_credentials");
    assert_eq!(form["scope"], "okta.users.manage okta.groups.read");
    assert_eq!(
        form["client_assertion_type"],
        "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    );
    let claims = assertion(request, &key());
    let now = TestClock::default().now().as_second();
    assert_eq!(
        (&claims["iss"], &claims["sub"]),
        (&CLIENT_ID.into(), &CLIENT_ID.into())
    );
    assert_eq!(claims["aud"], org.token_url());
    assert_eq!(
        (&claims["iat"], &claims["exp"]),
        (&now.into(), &(now + 300).into())
    );

    let call = &org.calls().await[0];
    assert_eq!(header(call, "authorization"), "Bearer at-1");
    assert_eq!(header(call, "dpop"), "");
}

#[tokio::test]
async fn no_assertion_is_used_twice() {
    let org = Org::start([bearer("at-1"), bearer("at-2")], []).await;
    let client = org.client(service_auth(false), 1);
    for _ in 0..2 {
        client.check_token().await.expect("token");
    }
    let requests = org.token_requests().await;
    let ids: Vec<_> = requests
        .iter()
        .map(|request| assertion(request, &key())["jti"].clone())
        .collect();
    assert!(ids[0].as_str().is_some_and(|id| id.len() >= 32));
    assert_ne!(ids[0], ids[1]);
}

#[tokio::test]
async fn an_rsa_key_signs_rs256_under_its_own_id() {
    let rsa = SigningKey::import(&RSA.into()).expect("RSA");
    let org = Org::start([bearer("at-1")], [done()]).await;
    let auth = Auth::ServiceApp(ServiceApp {
        key: rsa.clone(),
        ..service_app(false)
    });
    let client = org.client(auth, 1);
    client.lifecycle().unlock(&id()).await.expect("unlocked");
    let request = &org.token_requests().await[0];
    assert_eq!(assertion(request, &rsa)["sub"], client_id().as_str());
    assert_eq!(rsa.id(), "2011-04-29");
}

#[tokio::test]
async fn a_token_with_fewer_scopes_than_asked_for_is_used_and_told() {
    let org = Org::start([bearer("at-1")], []).await;
    let auth = Auth::ServiceApp(ServiceApp {
        scopes: scopes("okta.users.read okta.policies.read okta.groups.read"),
        ..service_app(false)
    });
    let check = org.client(auth, 1).check_token().await.expect("token");
    let latchkey_okta::TokenCheck::Granted { missing, .. } = check else {
        panic!("{check:?}")
    };
    // `okta.users.manage` was granted and includes reading.
    assert_eq!(missing, scopes("okta.policies.read"));
}

#[tokio::test]
async fn nothing_secret_is_shown() {
    let org = Org::start([bearer("at-secret")], []).await;
    let auth = service_auth(true);
    let shown = format!("{auth:?}");
    assert!(
        shown.contains(CLIENT_ID) && shown.contains(key().id()),
        "{shown}"
    );
    assert!(!shown.contains("PRIVATE"), "{shown}");
    let client = org.client(service_auth(false), 1);
    let check = client.check_token().await.expect("token");
    assert!(!format!("{check:?}").contains("at-secret"));
}
