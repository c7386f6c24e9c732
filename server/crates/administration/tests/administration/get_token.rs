//! "Get token": an administrator consents that the portal acts in their name.

use crate::{
    harness::{House, alias, connection},
    okta,
};
use latchkey_administration::{
    FileConnection,
    connections::{GotToken, TokenAnswer, TokenQuestion},
};
use latchkey_connections::{Secrets, Unusable};
use latchkey_domain::{Credential, SecretField};
use secrecy::ExposeSecret as _;
use serde_json::json;
use std::collections::BTreeMap;
use url::Url;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{body_string_contains, method, path},
};

async fn house(server: &MockServer) -> House {
    let mut definition = connection("okta", &server.uri());
    definition.credential = Credential::OAuthWeb {
        client_id: "0oa1".into(),
        scopes: vec!["okta.users.manage".into()],
    };
    let secrets = Secrets::from([(SecretField::ClientSecret, "app-secret".into())]);
    let house = House::new().await;
    house
        .apply(
            &[FileConnection {
                definition,
                secrets,
            }],
            &[],
        )
        .await;
    house
}

fn redirect_uri() -> Url {
    "https://password.example.com/staff/connections/token"
        .parse()
        .expect("valid")
}

async fn begin(house: &House) -> TokenQuestion {
    let begun = house
        .administration
        .begin_get_token(&house.granted(), &alias("okta"), &redirect_uri())
        .await;
    begun.expect("an answer").expect("a web app")
}

async fn finish(house: &House, question: TokenQuestion, state: &str) -> GotToken {
    let answer = TokenAnswer {
        state: state.into(),
        code: "code-1".into(),
        question,
        redirect_uri: redirect_uri(),
    };
    let finished = house
        .administration
        .finish_get_token(&house.granted(), &alias("okta"), answer)
        .await;
    finished.expect("an answer")
}

#[tokio::test]
async fn the_question_carries_state_and_challenge_and_asks_for_a_refresh_token() {
    let server = MockServer::start().await;
    let house = house(&server).await;
    let question = begin(&house).await;
    let asked: BTreeMap<_, _> = question.address.query_pairs().into_owned().collect();
    assert_eq!(question.address.path(), "/oauth2/v1/authorize");
    assert_eq!(asked["state"], question.state.expose_secret());
    assert_eq!(asked["code_challenge_method"], "S256");
    assert_ne!(asked["code_challenge"], question.verifier.expose_secret());
    assert_eq!(asked["scope"], "okta.users.manage offline_access");
    assert_eq!(asked["redirect_uri"], redirect_uri().as_str());
    let next = begin(&house).await;
    assert_ne!(next.state.expose_secret(), question.state.expose_secret());
}

#[tokio::test]
async fn an_answer_to_another_question_reaches_nobody() {
    let server = MockServer::start().await;
    let house = house(&server).await;
    let question = begin(&house).await;
    assert_eq!(finish(&house, question, "another").await, GotToken::NotOurs);
    assert_eq!(okta::calls(&server).await, 0);
}

#[tokio::test]
async fn the_token_is_sealed_and_the_connection_works_from_then_on() {
    let server = MockServer::start().await;
    let tokens = json!({ "token_type": "Bearer", "expires_in": 3600, "access_token": "at-1",
        "refresh_token": "rt-canary-1", "scope": "okta.users.manage offline_access" });
    Mock::given(method("POST"))
        .and(path("/oauth2/v1/token"))
        .and(body_string_contains("grant_type=authorization_code"))
        .and(body_string_contains("code_verifier="))
        .respond_with(ResponseTemplate::new(200).set_body_json(tokens))
        .expect(1)
        .mount(&server)
        .await;
    let house = house(&server).await;
    let before = house.connections.okta(&alias("okta")).await.err();
    assert!(matches!(before, Some(Unusable::NoSecret(_))), "{before:?}");
    let question = begin(&house).await;
    let state = question.state.expose_secret().to_owned();
    let got = finish(&house, question, &state).await;
    assert!(matches!(got, GotToken::Stored { .. }), "{got:?}");
    assert!(house.connections.okta(&alias("okta")).await.is_ok());
    let secrets = house.secrets("okta").await;
    assert_eq!(
        secrets[&SecretField::RefreshToken].expose_secret(),
        "rt-canary-1"
    );
    let bytes = house.database_bytes();
    assert!(!bytes.windows(11).any(|part| part == b"rt-canary-1"));
}

#[tokio::test]
async fn oktas_refusal_is_told_in_its_words() {
    let server = MockServer::start().await;
    let refusal = json!({ "error": "invalid_grant", "error_description": "The code has expired." });
    let answer = ResponseTemplate::new(400).set_body_json(refusal);
    Mock::given(method("POST"))
        .respond_with(answer)
        .mount(&server)
        .await;
    let house = house(&server).await;
    let question = begin(&house).await;
    let state = question.state.expose_secret().to_owned();
    let GotToken::Refused(failure) = finish(&house, question, &state).await else {
        panic!("not refused");
    };
    assert_eq!(failure.code, "invalid_grant");
    assert_eq!(failure.words.as_deref(), Some("The code has expired."));
}
