//! Id tokens that are wrong on purpose.

use latchkey_sandbox::okta::{IdTokenFlaw, SeededApp, Signature};
use serde_json::Value;

use super::browser::{Browser, app, part, redeem, request, sent_back};
use super::code_flow::verified;
use crate::client::Api;

/// The next id token with a flaw, taken apart; and whether the one after it is right again.
async fn spoilt(flaw: IdTokenFlaw) -> (String, Value, Value) {
    let api = Api::start().await;
    let app = app(&api, SeededApp::SignIn);
    let mut browser = Browser::new(&api);
    let code = browser.code(&app, &[]).await;
    api.org().spoil_next_id_token(flaw);
    let tokens = redeem(&api, &app, &code).await;
    let token = tokens.body["id_token"].as_str().unwrap().to_owned();
    let next = browser.get(&request(&app, &[])).await;
    let next = redeem(&api, &app, &sent_back(&next, "code").unwrap()).await;
    verified(&api, &next, &app.client_id).await;
    let (header, payload) = (part(&token, 0), token.split('.').nth(1).unwrap().to_owned());
    let claims = serde_json::from_str(&decoded(&payload)).unwrap_or_default();
    (token, header, claims)
}

fn decoded(part: &str) -> String {
    use base64::Engine as _;
    let engine = base64::engine::general_purpose::URL_SAFE_NO_PAD;
    String::from_utf8(engine.decode(part).unwrap()).unwrap()
}

#[tokio::test]
async fn one_claim_may_be_another_or_missing() {
    let (_, _, claims) = spoilt(IdTokenFlaw::claim("aud", "\"somebody else\"")).await;
    assert_eq!(claims["aud"], "somebody else");
    let (_, _, claims) = spoilt(IdTokenFlaw::without_claim("nonce")).await;
    assert!(claims.get("nonce").is_none() && claims["sub"].is_string());
    let (token, ..) = spoilt(IdTokenFlaw::claim("exp", "1e400")).await;
    let payload = decoded(token.split('.').nth(1).unwrap());
    assert!(payload.contains("\"exp\":1e400"), "{payload}");
}

#[tokio::test]
async fn the_signature_may_be_of_every_wrong_kind() {
    let (token, header, _) = spoilt(IdTokenFlaw::signed(Signature::Missing)).await;
    assert_eq!(header["alg"], "none");
    assert!(token.ends_with('.'));
    let (_, header, _) = spoilt(IdTokenFlaw::signed(Signature::HmacWithPublicKey)).await;
    assert_eq!(header["alg"], "HS256");
    for signature in [Signature::ForeignKey, Signature::Broken] {
        let (token, header, _) = spoilt(IdTokenFlaw::signed(signature)).await;
        assert_eq!(header["alg"], "RS256");
        assert_eq!(token.split('.').count(), 3);
    }
    let other = IdTokenFlaw::default().and_header("kid", Some("\"../../etc\""));
    assert_eq!(spoilt(other).await.1["kid"], "../../etc");
}

#[tokio::test]
async fn the_access_token_may_stand_in_for_the_id_token() {
    let flaw = IdTokenFlaw {
        access_token_instead: true,
        ..IdTokenFlaw::default()
    };
    let (_, header, _) = spoilt(flaw).await;
    assert_eq!(header["typ"], "application/okta-internal-at+jwt");
}
