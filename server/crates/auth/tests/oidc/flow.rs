//! The way to the directory and back.

use super::{
    issuer::{CLIENT, Issuer, asked, returned},
    keys::{Keys, Signing},
};
use jiff::SignedDuration;
use latchkey_auth::oidc::{OidcError, Refusal, Returned};
use latchkey_values::Clock as _;
use serde_json::{Value, json};
use sha2::{Digest as _, Sha256};

const RS256: &str = r#"{"alg":"RS256","kid":"rsa-1"}"#;

fn refused<T>(refusal: Refusal) -> Result<T, OidcError> {
    Err(OidcError::Refused(refusal))
}

#[tokio::test]
async fn item_72_a_browser_is_sent_with_state_nonce_and_challenge_and_the_code_is_exchanged_once() {
    let issuer = Issuer::start().await;
    let (address, attempt) = issuer.oidc.begin(false).await.expect("begins");
    assert_eq!(address.path(), "/oauth2/v1/authorize");
    for (name, value) in [
        ("response_type", "code"),
        ("client_id", CLIENT),
        (
            "redirect_uri",
            "https://password.example.com/sign-in/return",
        ),
        ("code_challenge_method", "S256"),
        ("scope", "openid profile email groups"),
        ("max_age", "43200"),
        ("prompt", ""),
    ] {
        assert_eq!(asked(&address, name), value, "{name}");
    }
    let text = Value::Object(issuer.claims(&address)).to_string();
    for (signing, header) in [
        (Signing::Rs256, RS256),
        (
            Signing::Es256,
            r#"{"alg":"ES256","kid":"ec-1","typ":"JWT"}"#,
        ),
    ] {
        let token = issuer.keys.token(signing, header, &text);
        let identity = issuer.finish(&attempt, &address, &token).await;
        let identity = identity.expect("signed in");
        assert_eq!(identity.principal.issuer, issuer.server.uri());
        assert_eq!(identity.principal.subject, "00u1alice");
        assert_eq!(identity.name, "Alice Winter");
        assert_eq!(identity.login, "alice.winter@example.com");
        assert_eq!(identity.groups, ["Everyone", "Latchkey Auditors"]);
        let proven = issuer.clock.now() - SignedDuration::from_secs(30);
        assert_eq!(identity.authenticated_at, proven);
    }
    let exchange = &issuer.exchanges()[0];
    assert_eq!(exchange["grant_type"], "authorization_code");
    assert_eq!(exchange["code"], "code-1");
    let challenge = Sha256::digest(exchange["code_verifier"].as_bytes());
    let challenge = super::keys::encoded(challenge);
    assert_eq!(challenge, asked(&address, "code_challenge"));
}

#[tokio::test]
async fn item_72_nothing_of_an_attempt_serves_another() {
    let issuer = Issuer::start().await;
    let (first, _) = issuer.oidc.begin(false).await.expect("begins");
    let (second, attempt) = issuer.oidc.begin(false).await.expect("begins");
    for name in ["state", "nonce", "code_challenge"] {
        assert!(asked(&first, name).len() >= 32, "{name}");
        assert_ne!(asked(&first, name), asked(&second, name), "{name}");
    }
    let foreign = issuer.oidc.finish(&attempt, &returned(&first)).await;
    assert_eq!(foreign, refused(Refusal::NotBegun));
    let text = Value::Object(issuer.claims(&first)).to_string();
    let token = issuer.keys.token(Signing::Rs256, RS256, &text);
    let injected = issuer.finish(&attempt, &second, &token).await;
    assert_eq!(
        injected,
        refused(Refusal::Token),
        "the nonce of another attempt"
    );
}

#[tokio::test]
async fn item_72_what_comes_back_wrong_is_never_exchanged() {
    let issuer = Issuer::start().await;
    let (address, attempt) = issuer.oidc.begin(false).await.expect("begins");
    let good = returned(&address);
    let cases = [
        (
            Returned {
                state: None,
                ..good.clone()
            },
            Refusal::NotBegun,
        ),
        (
            Returned {
                state: Some(String::new()),
                ..good.clone()
            },
            Refusal::NotBegun,
        ),
        (
            Returned {
                iss: Some("https://evil.example".into()),
                ..good.clone()
            },
            Refusal::Issuer,
        ),
        (
            Returned {
                code: None,
                ..good.clone()
            },
            Refusal::Directory,
        ),
        (
            Returned {
                code: Some(String::new()),
                ..good.clone()
            },
            Refusal::Directory,
        ),
        (
            Returned {
                error: Some("access_denied".into()),
                ..good.clone()
            },
            Refusal::Directory,
        ),
    ];
    for (returned, refusal) in cases {
        let answer = issuer.oidc.finish(&attempt, &returned).await;
        assert_eq!(answer, refused(refusal), "{returned:?}");
    }
    issuer.clock.advance(SignedDuration::from_mins(10));
    let late = issuer.oidc.finish(&attempt, &good).await;
    assert_eq!(late, refused(Refusal::NotBegun));
    assert_eq!(issuer.exchanges().len(), 0);
}

#[tokio::test]
async fn a_code_the_directory_does_not_know_signs_nobody_in() {
    let issuer = Issuer::start().await;
    let (address, attempt) = issuer.oidc.begin(false).await.expect("begins");
    issuer.answer(None);
    let answer = issuer.oidc.finish(&attempt, &returned(&address)).await;
    assert_eq!(answer, refused(Refusal::Code));
    issuer.answer(Some(
        json!({ "token_type": "Bearer", "access_token": "opaque" }),
    ));
    let answer = issuer.oidc.finish(&attempt, &returned(&address)).await;
    assert_eq!(answer, refused(Refusal::Token), "no identity token");
}

#[tokio::test]
async fn item_70_a_fresh_sign_in_takes_a_fresh_proof() {
    let issuer = Issuer::start().await;
    let (address, attempt) = issuer.oidc.begin(true).await.expect("begins");
    assert_eq!(asked(&address, "prompt"), "login");
    assert_eq!(asked(&address, "max_age"), "0");
    let now = issuer.clock.now().as_second();
    for (auth_time, expected) in [(now - 61, false), (now - 60, true), (now, true)] {
        let mut claims = issuer.claims(&address);
        claims.insert("auth_time".into(), json!(auth_time));
        let text = Value::Object(claims).to_string();
        let token = issuer.keys.token(Signing::Rs256, RS256, &text);
        let answer = issuer.finish(&attempt, &address, &token).await;
        match answer {
            Ok(_) => assert!(expected, "{auth_time}"),
            Err(error) => {
                assert!(!expected, "{auth_time}");
                assert_eq!(error, OidcError::Refused(Refusal::NotFresh));
            }
        }
    }
}

#[tokio::test]
async fn item_74_staff_need_a_proof_of_the_kind_that_is_asked_for() {
    let issuer = Issuer::start_requiring(&["hwk", "phr"]).await;
    let (address, attempt) = issuer.oidc.begin(false).await.expect("begins");
    for (amr, expected) in [
        (json!(["pwd"]), false),
        (json!([]), false),
        (json!(["HWK"]), false),
        (json!(null), false),
        (json!(["pwd", "hwk"]), true),
    ] {
        let mut claims = issuer.claims(&address);
        claims.insert("amr".into(), amr.clone());
        let text = Value::Object(claims).to_string();
        let token = issuer.keys.token(Signing::Rs256, RS256, &text);
        let answer = issuer.finish(&attempt, &address, &token).await;
        if expected {
            assert!(answer.is_ok(), "{amr}");
        } else {
            assert_eq!(answer, refused(Refusal::WeakProof), "{amr}");
        }
    }
}

#[tokio::test]
async fn item_74_a_new_key_is_found_and_a_flood_of_made_up_ones_asks_once_a_minute() {
    let issuer = Issuer::start().await;
    let (address, attempt) = issuer.oidc.begin(false).await.expect("begins");
    assert_eq!(issuer.key_reads(), 1);
    let text = Value::Object(issuer.claims(&address)).to_string();
    for number in 0..20 {
        let header = json!({ "alg": "RS256", "kid": format!("made-up-{number}") }).to_string();
        let token = issuer.keys.token(Signing::Rs256, &header, &text);
        let answer = issuer.finish(&attempt, &address, &token).await;
        assert_eq!(answer, refused(Refusal::Token));
    }
    assert_eq!(issuer.key_reads(), 2);

    let rotated = Keys::generate();
    issuer.publish(rotated.public("2"));
    issuer.clock.advance(SignedDuration::from_mins(1));
    let token = rotated.token(Signing::Rs256, r#"{"alg":"RS256","kid":"rsa-2"}"#, &text);
    let answer = issuer.finish(&attempt, &address, &token).await;
    assert!(answer.is_ok(), "{answer:?}");
    assert_eq!(issuer.key_reads(), 3);
    let old = issuer.keys.token(Signing::Rs256, RS256, &text);
    let answer = issuer.finish(&attempt, &address, &old).await;
    assert_eq!(answer, refused(Refusal::Token), "the old key is withdrawn");
}
