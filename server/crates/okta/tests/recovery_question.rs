//! The calls on the question of Okta's own recovery: what goes out, and what a refusal becomes.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod support;

use latchkey_okta::{
    Client, Error, OktaId,
    credentials::{PasswordRefusal, RecoveryQuestion},
    factors::FactorRefusal,
};
use serde_json::{Value, json};
use wiremock::{Mock, MockServer, ResponseTemplate, matchers::any};

async fn answering(status: u16, body: Value) -> (MockServer, Client) {
    let server = MockServer::start().await;
    Mock::given(any())
        .respond_with(ResponseTemplate::new(status).set_body_json(body))
        .mount(&server)
        .await;
    let client = support::client(&support::http(), &server.uri());
    (server, client)
}

/// Path and body of the one call.
async fn sent(server: &MockServer) -> (String, Value) {
    let requests = server.received_requests().await.expect("recorded");
    assert_eq!(requests.len(), 1);
    let body = serde_json::from_slice(&requests[0].body).expect("JSON");
    (requests[0].url.path().to_owned(), body)
}

fn id() -> OktaId {
    "00u1".parse().expect("id")
}

fn question() -> RecoveryQuestion {
    RecoveryQuestion {
        question: "Which kettle?".to_owned(),
        answer: "the copper one".into(),
    }
}

#[tokio::test]
async fn an_administrator_sets_a_question_and_reads_it_without_the_answer() {
    let credentials = json!({"recovery_question": {"question": "Which kettle?"}});
    let body = json!({"id": "00u1", "status": "ACTIVE", "credentials": credentials});
    let (server, client) = answering(200, body).await;
    let answer = client
        .users()
        .set_recovery_question(&id(), &question())
        .await;
    let user = answer.expect("sets").value;
    let asked = user.credentials.recovery_question;
    assert_eq!(asked.as_deref(), Some("Which kettle?"));
    let question = json!({"question": "Which kettle?", "answer": "the copper one"});
    let body = json!({"credentials": {"recovery_question": question}});
    assert_eq!(sent(&server).await, ("/api/v1/users/00u1".to_owned(), body));
}

#[tokio::test]
async fn a_question_is_changed_with_the_password() {
    let (server, client) = answering(200, json!({"password": {}})).await;
    let password = "Copper-Kettle-1".into();
    let changed = client
        .credentials()
        .change_recovery_question(&id(), &password, &question())
        .await;
    assert!(changed.expect("changes").value.has_password);
    let (path, body) = sent(&server).await;
    assert_eq!(
        path,
        "/api/v1/users/00u1/credentials/change_recovery_question"
    );
    let question = json!({"question": "Which kettle?", "answer": "the copper one"});
    let expected = json!({"password": {"value": "Copper-Kettle-1"}, "recovery_question": question});
    assert_eq!(body, expected);
}

/// Resets with the answer; gives the outcome and what was sent.
async fn reset(status: u16, answer: Value) -> (Result<(), Error>, (String, Value)) {
    let (server, client) = answering(status, answer).await;
    let new = "Marble-Garden-2".parse().expect("password");
    let answer = "the copper one".into();
    let credentials = client.credentials();
    let outcome = credentials.reset_with_answer(&id(), &answer, &new).await;
    (outcome.map(drop), sent(&server).await)
}

#[tokio::test]
async fn a_password_is_reset_with_the_answer_in_one_step() {
    let (outcome, (path, body)) = reset(200, json!({"password": {}})).await;
    outcome.expect("resets");
    assert_eq!(
        path,
        "/api/v1/users/00u1/credentials/forgot_password_recovery_question"
    );
    let answer = json!({"answer": "the copper one"});
    let expected = json!({"password": {"value": "Marble-Garden-2"}, "recovery_question": answer});
    assert_eq!(body, expected);
}

#[tokio::test]
async fn a_wrong_answer_is_told_from_a_bad_password() {
    let (outcome, _) = reset(403, json!({"errorCode": "E0000087"})).await;
    let error = outcome.expect_err("refused");
    assert_eq!(FactorRefusal::of(&error), Some(FactorRefusal::Wrong));
    assert_eq!(PasswordRefusal::of(&error), None);
    let (outcome, _) = reset(403, json!({"errorCode": "E0000080"})).await;
    let error = outcome.expect_err("refused");
    assert_eq!(FactorRefusal::of(&error), None);
    assert_eq!(PasswordRefusal::of(&error), Some(PasswordRefusal::Other));
}
