//! How often a call goes out. A scripted transport stands in for the network, so that time is the
//! test's and each fault is exact.

mod circuit;
mod pages;
mod settings;
mod tokens;

use super::*;
use crate::{Auth, Failure, OktaId};
use bytes::Bytes;
use http::{HeaderMap, HeaderValue, StatusCode};
use latchkey_http::{Error as Fault, NotSent, Settings, Unclear};
use latchkey_testkit::{SeededEntropy, TestClock};
use std::{
    collections::VecDeque,
    sync::{Mutex, PoisonError},
};
use tokio::time::Instant;

type Outcome = Result<latchkey_http::Response, Fault>;

/// Gives out prepared outcomes in order and keeps the calls.
#[derive(Clone, Default)]
struct Script {
    outcomes: Arc<Mutex<VecDeque<Outcome>>>,
    calls: Arc<Mutex<Vec<String>>>,
}

impl Transport for Script {
    fn send(&self, request: latchkey_http::Request) -> BoxFuture<'_, Outcome> {
        let call = format!("{} {}", request.method, request.url);
        self.calls
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .push(call);
        let next = self
            .outcomes
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .pop_front();
        Box::pin(async move { next.expect("an unexpected call") })
    }
}

impl Script {
    fn calls(&self) -> Vec<String> {
        self.calls
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }
}

fn client(outcomes: impl IntoIterator<Item = Outcome>) -> (Client, Script) {
    scripted(settings("https://acme.example.com"), outcomes)
}

fn scripted(
    settings: ClientSettings,
    outcomes: impl IntoIterator<Item = Outcome>,
) -> (Client, Script) {
    let script = Script {
        outcomes: Arc::new(Mutex::new(outcomes.into_iter().collect())),
        ..Script::default()
    };
    let transport = Box::new(script.clone());
    let client = Client::with_transport(settings, transport).expect("valid settings");
    (client, script)
}

fn settings(url: &str) -> ClientSettings {
    let http = latchkey_http::Client::new(Settings::default()).expect("http client");
    let (clock, entropy) = (
        Arc::new(TestClock::default()),
        Arc::new(SeededEntropy::new(7)),
    );
    ClientSettings::new(
        url.parse().expect(url),
        Auth::ApiToken("token".into()),
        http,
        clock,
        entropy,
    )
}

fn answer(status: u16, body: &'static str) -> Outcome {
    answer_with(status, body, &[])
}

#[expect(clippy::unnecessary_wraps, reason = "one kind of a script's outcomes")]
fn answer_with(status: u16, body: &'static str, pairs: &[(&'static str, &'static str)]) -> Outcome {
    let mut headers = HeaderMap::new();
    for (name, value) in pairs {
        headers.append(*name, HeaderValue::from_static(value));
    }
    let status = StatusCode::from_u16(status).expect("status");
    Ok(latchkey_http::Response {
        status,
        headers,
        body: Bytes::from_static(body.as_bytes()),
    })
}

/// Okta's refusal for too many calls; `left` seconds until the reset.
fn too_many(reset: &'static str) -> Outcome {
    let body = r#"{"errorCode":"E0000047"}"#;
    let headers = [
        ("x-rate-limit-limit", "50"),
        ("x-rate-limit-remaining", "0"),
        ("x-rate-limit-reset", reset),
        ("date", "Thu, 27 Aug 2020 18:22:05 GMT"),
    ];
    answer_with(429, body, &headers)
}

/// The second named in `too_many`'s `Date`.
const AT_ONCE: &str = "1598552525";
const IN_TWENTY_SECONDS: &str = "1598552545";

fn id() -> OktaId {
    "00u1".parse().expect("id")
}

const USER: &str = r#"{"id":"00u1","status":"ACTIVE"}"#;

#[tokio::test(start_paused = true)]
async fn a_post_that_may_have_happened_is_sent_exactly_once() {
    let faults = [
        Err(Fault::Unclear(Unclear::Timeout)),
        Err(Fault::Unclear(Unclear::ConnectionLost)),
        Err(Fault::Unclear(Unclear::BodyIncomplete)),
        Err(Fault::Unclear(Unclear::BodyTooLarge)),
        answer(500, r#"{"errorCode":"E0000009"}"#),
        answer(502, "<html>"),
        answer(503, r#"{"errorCode":"E0000010"}"#),
        answer(200, "{\"half"),
        answer(200, "<html>"),
    ];
    for fault in faults {
        let shown = format!("{fault:?}");
        let (client, script) = client([fault]);
        let error = client.lifecycle().unlock(&id()).await.expect_err("a fault");
        assert!(!error.outcome_known(), "{shown}: {error}");
        assert_eq!(
            script.calls(),
            ["POST https://acme.example.com/api/v1/users/00u1/lifecycle/unlock"],
            "{shown}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_post_is_known_and_sent_once() {
    let (client, script) = client([answer(403, r#"{"errorCode":"E0000032"}"#)]);
    let error = client.lifecycle().unlock(&id()).await.expect_err("refused");
    assert!(error.is_not_locked() && error.outcome_known());
    assert_eq!(script.calls().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_post_that_surely_was_not_sent_goes_out_once_more() {
    let refused = || Err(Fault::NotSent(NotSent::Connect));
    let (first, script) = client([refused(), answer(200, "{}")]);
    assert!(first.lifecycle().unlock(&id()).await.is_ok());
    assert_eq!(script.calls().len(), 2);

    let (second, script) = client([refused(), refused()]);
    let error = second
        .lifecycle()
        .unlock(&id())
        .await
        .expect_err("twice refused");
    assert!(matches!(error, Error::NotSent(NotSent::Connect)) && error.outcome_known());
    assert_eq!(script.calls().len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_forbidden_target_is_not_tried_again() {
    let (client, script) = client([Err(Fault::NotSent(NotSent::RefusedTarget))]);
    assert!(client.users().get(&id()).await.is_err());
    assert_eq!(script.calls().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_get_is_tried_three_times_at_most() {
    for fault in [
        || answer(503, ""),
        || Err(Fault::Unclear(Unclear::ConnectionLost)),
        || answer(500, "<html>"),
    ] {
        let (lucky, script) = client([fault(), fault(), answer(200, USER)]);
        assert_eq!(
            lucky.users().get(&id()).await.expect("third time lucky").id,
            id()
        );
        assert_eq!(script.calls().len(), 3);

        let (unlucky, script) = client([fault(), fault(), fault()]);
        let error = unlucky.users().get(&id()).await.expect_err("three faults");
        assert!(error.outcome_known(), "a read changes nothing");
        assert_eq!(script.calls().len(), 3);
    }
}

#[tokio::test(start_paused = true)]
async fn a_get_that_timed_out_has_used_up_its_time() {
    let (client, script) = client([Err(Fault::Unclear(Unclear::Timeout))]);
    let error = client.users().get(&id()).await.expect_err("timeout");
    assert!(matches!(
        error,
        Error::NoAnswer {
            failure: Failure::Transport(Unclear::Timeout),
            ..
        }
    ));
    assert_eq!(script.calls().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn idempotent_writes_are_repeated_and_stay_unclear_in_the_end() {
    let (client, script) = client([
        answer(503, ""),
        answer(204, ""),
        answer(503, ""),
        answer(503, ""),
        answer(503, ""),
    ]);
    assert!(client.sessions().revoke(&id(), true).await.is_ok());
    assert_eq!(script.calls().len(), 2);
    let error = client
        .groups()
        .add_member(&id(), &id())
        .await
        .expect_err("three faults");
    assert!(!error.outcome_known());
    assert_eq!(script.calls().len(), 5);
}

#[tokio::test(start_paused = true)]
async fn what_was_unclear_once_stays_so_until_a_repeat_succeeds() {
    let lost = || Err(Fault::Unclear(Unclear::ConnectionLost));
    let refused = || Err(Fault::NotSent(NotSent::Connect));
    for (outcomes, sent) in [
        (vec![lost(), refused(), refused()], 3),
        (vec![lost(), answer(404, r#"{"errorCode":"E0000007"}"#)], 2),
        (vec![answer(503, ""), too_many(IN_TWENTY_SECONDS)], 2),
    ] {
        let (client, script) = client(outcomes);
        let error = client.sessions().revoke(&id(), true).await;
        let error = error.expect_err("never a success");
        assert!(!error.outcome_known(), "{error}");
        assert_eq!(script.calls().len(), sent);
    }
}

#[tokio::test(start_paused = true)]
async fn a_delete_that_would_do_something_else_the_second_time_is_sent_once() {
    let (client, script) = client([answer(503, "")]);
    let error = client
        .users()
        .delete(&id(), crate::SendEmail::No)
        .await
        .expect_err("fault");
    assert!(!error.outcome_known());
    assert_eq!(script.calls().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_limited_post_waits_for_the_reset_and_goes_out_at_most_three_times() {
    let (patient, script) = client([too_many(IN_TWENTY_SECONDS), answer(200, "{}")]);
    let started = Instant::now();
    let bulk = patient.with_priority(Priority::Bulk);
    assert!(bulk.lifecycle().unlock(&id()).await.is_ok());
    assert_eq!(started.elapsed().as_secs(), 21);
    assert_eq!(script.calls().len(), 2);

    let (refused, script) = client([too_many(AT_ONCE), too_many(AT_ONCE), too_many(AT_ONCE)]);
    let error = refused
        .lifecycle()
        .unlock(&id())
        .await
        .expect_err("three refusals");
    assert!(matches!(error, Error::RateLimited { .. }) && error.outcome_known());
    assert_eq!(script.calls().len(), 3);
}

#[tokio::test(start_paused = true)]
async fn an_interactive_call_says_when_instead_of_hanging() {
    let (client, script) = client([too_many(IN_TWENTY_SECONDS)]);
    let started = Instant::now();
    let error = client.users().get(&id()).await.expect_err("too long");
    let Error::RateLimited { retry_at } = error else {
        panic!("{error}")
    };
    assert!(
        started.elapsed() < Duration::from_secs(1),
        "no more than the jitter"
    );
    let wait = retry_at
        .duration_since(TestClock::default().now())
        .as_secs();
    assert!((20..=21).contains(&wait), "{wait}");
    // The next one does not even ask.
    assert!(matches!(
        client.users().get(&id()).await,
        Err(Error::RateLimited { .. })
    ));
    assert_eq!(script.calls().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_concurrency_refusal_is_repeated_soon() {
    let zeros = [
        ("x-rate-limit-limit", "0"),
        ("x-rate-limit-remaining", "0"),
        ("x-rate-limit-reset", "1598552599"),
    ];
    let refused = answer_with(429, r#"{"errorCode":"E0000047"}"#, &zeros);
    let (client, script) = client([refused, answer(200, "{}")]);
    let started = Instant::now();
    assert!(client.lifecycle().unlock(&id()).await.is_ok());
    assert!(started.elapsed() < Duration::from_secs(1));
    assert_eq!(script.calls().len(), 2);
}
