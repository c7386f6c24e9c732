//! How access tokens are got, shared and replaced.

use super::{circuit::Org, *};
use crate::{Circuit, CredentialHealth, Scope, ServiceApp, SigningKey, TokenCheck};
use futures::future::join_all;
use jiff::SignedDuration;

const TOKEN: &str = "POST https://acme.example.com/oauth2/v1/token";
const READ: &str = "GET https://acme.example.com/api/v1/users/00u1";
const UNLOCK: &str = "POST https://acme.example.com/api/v1/users/00u1/lifecycle/unlock";

/// Settings of a service app, with a clock to move.
fn app() -> (ClientSettings, Arc<TestClock>) {
    let clock = Arc::new(TestClock::default());
    let app = ServiceApp {
        client_id: "0oa1".parse().expect("client id"),
        key: SigningKey::generate(&SeededEntropy::new(1)).expect("key"),
        scopes: Scope::list("okta.users.manage"),
        dpop: false,
    };
    let settings = ClientSettings {
        auth: Auth::ServiceApp(app),
        clock: clock.clone(),
        ..settings("https://acme.example.com")
    };
    (settings, clock)
}

fn app_client(outcomes: impl IntoIterator<Item = Outcome>) -> (Client, Script) {
    scripted(app().0, outcomes)
}

fn granted() -> Outcome {
    let body = r#"{"token_type":"Bearer","expires_in":3600,"access_token":"at","scope":"okta.users.manage"}"#;
    answer(200, body)
}

fn refused_token() -> Outcome {
    answer(401, r#"{"errorCode":"E0000011"}"#)
}

#[tokio::test(start_paused = true)]
async fn a_hundred_calls_at_once_ask_for_one_token() {
    let users = (0..100).map(|_| answer(200, USER));
    let (client, script) = app_client([granted()].into_iter().chain(users));
    let calls = (0..100).map(|_| client.lifecycle());
    let outcomes = join_all(calls.map(|calls| async move { calls.unlock(&id()).await })).await;
    assert!(outcomes.iter().all(Result::is_ok));
    let calls = script.calls();
    assert_eq!(calls.iter().filter(|call| *call == TOKEN).count(), 1);
    assert_eq!((calls.len(), calls[0].as_str()), (101, TOKEN));
}

#[tokio::test(start_paused = true)]
async fn a_token_is_replaced_a_minute_before_it_expires() {
    let (settings, clock) = app();
    let outcomes = [granted(), answer(200, USER), answer(200, USER), granted()];
    let (client, script) = scripted(settings, outcomes.into_iter().chain([answer(200, USER)]));
    client.users().get(&id()).await.expect("user");
    clock.advance(SignedDuration::from_secs(3539));
    client.users().get(&id()).await.expect("user");
    clock.advance(SignedDuration::from_secs(1));
    client.users().get(&id()).await.expect("user");
    assert_eq!(script.calls(), [TOKEN, READ, READ, TOKEN, READ]);
}

#[tokio::test(start_paused = true)]
async fn any_call_refused_with_401_goes_out_once_more_with_a_new_token() {
    let outcomes = [granted(), refused_token(), granted(), answer(200, "{}")];
    let (client, script) = app_client(outcomes);
    client.lifecycle().unlock(&id()).await.expect("unlocked");
    assert_eq!(script.calls(), [TOKEN, UNLOCK, TOKEN, UNLOCK]);
    assert_eq!(client.health().credential, CredentialHealth::Ok);
}

#[tokio::test(start_paused = true)]
async fn a_new_token_that_is_refused_too_ends_the_call() {
    let outcomes = [granted(), refused_token(), granted(), refused_token()];
    let (client, script) = app_client(outcomes);
    let error = client.lifecycle().unlock(&id()).await.expect_err("refused");
    assert!(error.is_invalid_token() && error.outcome_known());
    assert_eq!(script.calls(), [TOKEN, UNLOCK, TOKEN, UNLOCK]);
    let health = client.health().credential;
    assert!(matches!(health, CredentialHealth::Refused { .. }));
}

#[tokio::test(start_paused = true)]
async fn calls_refused_together_ask_for_one_new_token() {
    let refused = (0..10).map(|_| refused_token());
    let unlocked = (0..10).map(|_| answer(200, "{}"));
    let outcomes = [granted()].into_iter().chain(refused);
    let (client, script) = app_client(outcomes.chain([granted()]).chain(unlocked));
    let calls = (0..10).map(|_| client.lifecycle());
    let outcomes = join_all(calls.map(|calls| async move { calls.unlock(&id()).await })).await;
    assert!(outcomes.iter().all(Result::is_ok));
    let calls = script.calls();
    assert_eq!(calls.iter().filter(|call| *call == TOKEN).count(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_401_about_a_missing_feature_leaves_the_token_alone() {
    let missing = || answer(401, r#"{"errorCode":"E0000015"}"#);
    let (client, script) = app_client([granted(), missing(), answer(200, USER)]);
    assert!(client.users().get(&id()).await.is_err());
    assert!(client.users().get(&id()).await.is_ok());
    assert_eq!(script.calls(), [TOKEN, READ, READ]);
}

#[tokio::test(start_paused = true)]
async fn a_refused_key_is_told_to_all_who_wait_and_no_call_goes_out() {
    let body = r#"{"error":"invalid_client","error_description":"The client_assertion JWT kid is invalid."}"#;
    let (client, script) = app_client([answer(401, body)]);
    let (one, two) = tokio::join!(async { client.users().get(&id()).await.map(drop) }, async {
        client.lifecycle().unlock(&id()).await.map(drop)
    },);
    for outcome in [one, two] {
        let error = outcome.expect_err("no token");
        assert!(matches!(&error, Error::Token(refusal) if refusal.code == "invalid_client"));
        assert!(error.outcome_known());
    }
    assert_eq!(script.calls(), [TOKEN]);
    let health = client.health();
    assert!(matches!(
        health.credential,
        CredentialHealth::Refused { .. }
    ));
    assert_eq!(health.circuit, Circuit::Closed);
}

#[tokio::test(start_paused = true)]
async fn a_token_request_is_tried_like_a_read() {
    let lost = || Err(Fault::Unclear(Unclear::ConnectionLost));
    let outcomes = [answer(503, ""), lost(), granted(), answer(200, "{}")];
    let (lucky, script) = app_client(outcomes);
    lucky.lifecycle().unlock(&id()).await.expect("unlocked");
    assert_eq!(script.calls(), [TOKEN, TOKEN, TOKEN, UNLOCK]);

    let (unlucky, script) = app_client([lost(), lost(), lost()]);
    let error = unlucky.lifecycle().unlock(&id()).await.expect_err("lost");
    assert!(error.outcome_known(), "the unlock was not sent: {error}");
    assert_eq!(script.calls(), [TOKEN, TOKEN, TOKEN]);
}

#[tokio::test(start_paused = true)]
async fn the_token_endpoints_rate_limit_stops_a_person_and_delays_a_queue() {
    let (client, script) = app_client([too_many(IN_TWENTY_SECONDS)]);
    let error = client.users().get(&id()).await.expect_err("too long");
    assert!(matches!(error, Error::RateLimited { .. }));
    assert_eq!(script.calls(), [TOKEN]);

    let outcomes = [too_many(IN_TWENTY_SECONDS), granted(), answer(200, USER)];
    let (client, script) = app_client(outcomes);
    let started = Instant::now();
    let bulk = client.with_priority(Priority::Bulk);
    bulk.users().get(&id()).await.expect("user");
    assert_eq!(script.calls(), [TOKEN, TOKEN, READ]);
    assert!(started.elapsed() >= Duration::from_secs(21));
}

#[tokio::test(start_paused = true)]
async fn a_dead_token_endpoint_opens_the_circuit_and_its_first_token_closes_it() {
    let org = Org::answering(answer(503, ""));
    let client = Client::with_transport(app().0, Box::new(org.clone())).expect("client");
    for _ in 0..5 {
        assert!(client.users().get(&id()).await.is_err());
    }
    assert!(matches!(
        client.users().get(&id()).await,
        Err(Error::CircuitOpen { .. })
    ));
    org.will(granted(), Duration::ZERO);
    let started = Instant::now();
    while client.health().circuit != Circuit::Closed {
        tokio::time::advance(Duration::from_millis(100)).await;
        assert!(started.elapsed() < Duration::from_mins(1), "still open");
    }
}

#[tokio::test(start_paused = true)]
async fn a_fetch_goes_on_when_its_reader_gives_up() {
    let org = Org::answering(granted());
    org.will(granted(), Duration::from_secs(2));
    let client = Client::with_transport(app().0, Box::new(org.clone())).expect("client");
    let impatient = async { client.users().get(&id()).await };
    let outcome = tokio::time::timeout(Duration::from_secs(1), impatient).await;
    assert!(outcome.is_err(), "given up");
    tokio::time::sleep(Duration::from_secs(2)).await;
    org.will(answer(200, USER), Duration::ZERO);
    client.users().get(&id()).await.expect("user");
    assert_eq!(org.calls(), 2, "one token request, one call");
}

#[tokio::test(start_paused = true)]
async fn a_check_asks_for_a_new_token_although_one_is_at_hand() {
    let outcomes = [granted(), answer(200, USER), granted(), answer(200, USER)];
    let (client, script) = app_client(outcomes);
    client.users().get(&id()).await.expect("user");
    let check = client.check_token().await.expect("token");
    let expires_at = TestClock::default().now() + SignedDuration::from_hours(1);
    let scopes = Scope::list("okta.users.manage");
    let missing = Vec::new();
    assert_eq!(
        check,
        TokenCheck::Granted {
            scopes,
            missing,
            expires_at
        }
    );
    client.users().get(&id()).await.expect("user");
    assert_eq!(script.calls(), [TOKEN, READ, TOKEN, READ]);
}
