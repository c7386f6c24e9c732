//! What happens while Okta is down, and when it comes back.

use super::*;
use crate::{Circuit, CredentialHealth, client::tests::answer};
use futures::future::join_all;
use std::collections::BTreeMap;
use tokio::sync::Notify;

const PROBE: &str = "GET https://acme.example.com/api/v1/users/me";

/// An org that answers every call alike, until told otherwise.
#[derive(Clone)]
pub(super) struct Org(Arc<OrgState>);

struct OrgState {
    outcome: Mutex<Outcome>,
    /// Time between a call and its answer.
    delay: Mutex<Duration>,
    calls: Mutex<Vec<(String, Instant)>>,
    probed: Notify,
}

impl Transport for Org {
    fn send(&self, request: latchkey_http::Request) -> BoxFuture<'_, Outcome> {
        let call = format!("{} {}", request.method, request.url);
        if call == PROBE {
            self.0.probed.notify_one();
        }
        let calls = &self.0.calls;
        calls.lock().expect("lock").push((call, Instant::now()));
        let delay = *self.0.delay.lock().expect("lock");
        let outcome = self.0.outcome.lock().expect("lock").clone();
        Box::pin(async move {
            tokio::time::sleep(delay).await;
            outcome
        })
    }
}

impl Org {
    pub(super) fn answering(outcome: Outcome) -> Self {
        Self(Arc::new(OrgState {
            outcome: Mutex::new(outcome),
            delay: Mutex::default(),
            calls: Mutex::default(),
            probed: Notify::new(),
        }))
    }

    pub(super) fn will(&self, outcome: Outcome, delay: Duration) {
        *self.0.outcome.lock().expect("lock") = outcome;
        *self.0.delay.lock().expect("lock") = delay;
    }

    pub(super) fn calls(&self) -> usize {
        self.0.calls.lock().expect("lock").len()
    }

    fn probes(&self) -> Vec<Instant> {
        let calls = self.0.calls.lock().expect("lock");
        let probes = calls.iter().filter(|(call, _)| call == PROBE);
        probes.map(|(_, at)| *at).collect()
    }

    /// How many calls went out at each instant since `from`, probes aside.
    fn waves(&self, from: Instant) -> Vec<u32> {
        let mut waves = BTreeMap::new();
        for (call, at) in &*self.0.calls.lock().expect("lock") {
            if call != PROBE && *at >= from {
                *waves.entry(*at).or_default() += 1;
            }
        }
        waves.into_values().collect()
    }
}

fn org(outcome: Outcome) -> (Client, Org) {
    let org = Org::answering(outcome);
    let settings = settings("https://acme.example.com");
    let client = Client::with_transport(settings, Box::new(org.clone())).expect("client");
    (client, org)
}

async fn unlock(client: &Client) -> Result<(), Error> {
    client.lifecycle().unlock(&id()).await.map(drop)
}

/// An org whose circuit has just opened.
async fn outage() -> (Client, Org) {
    let (client, org) = org(answer(503, ""));
    for _ in 0..5 {
        assert!(!unlock(&client).await.expect_err("down").outcome_known());
    }
    assert!(is_open(&client));
    (client, org)
}

fn is_open(client: &Client) -> bool {
    matches!(client.health().circuit, Circuit::Open { .. })
}

async fn until_closed(client: &Client) {
    let started = Instant::now();
    while client.health().circuit != Circuit::Closed {
        tokio::time::advance(Duration::from_millis(100)).await;
        assert!(started.elapsed() < Duration::from_mins(1), "still open");
    }
}

#[tokio::test(start_paused = true)]
async fn five_calls_that_find_okta_down_are_enough_and_the_sixth_fails_at_once_without_effect() {
    for fault in [
        Err(Fault::NotSent(NotSent::Dns)),
        Err(Fault::NotSent(NotSent::Connect)),
        Err(Fault::NotSent(NotSent::Tls(
            latchkey_http::TlsFailure::Expired,
        ))),
        Err(Fault::NotSent(NotSent::ProxyRefused)),
        Err(Fault::Unclear(Unclear::Timeout)),
        Err(Fault::Unclear(Unclear::ConnectionLost)),
        Err(Fault::Unclear(Unclear::BodyIncomplete)),
        answer(500, r#"{"errorCode":"E0000009"}"#),
        answer(502, "<html>"),
        answer(503, r#"{"errorCode":"E0000010"}"#),
    ] {
        let shown = format!("{fault:?}");
        let (client, org) = org(fault);
        for _ in 0..5 {
            let error = unlock(&client).await.expect_err("down");
            assert!(!matches!(error, Error::CircuitOpen { .. }), "{shown}");
        }
        let (sent, started) = (org.calls(), Instant::now());
        let error = unlock(&client).await.expect_err("open");
        assert!(error.outcome_known(), "{shown}");
        let Error::CircuitOpen { retry_at } = error else {
            panic!("{shown}: {error}")
        };
        assert!(retry_at > TestClock::default().now());
        let bulk = client.with_priority(Priority::Bulk);
        let read = bulk.users().get(&id()).await.expect_err("open");
        assert!(matches!(read, Error::CircuitOpen { .. }), "{shown}");
        assert_eq!((org.calls(), started.elapsed()), (sent, Duration::ZERO));
        assert!(client.health().last_failure.is_some(), "{shown}");
    }
}

#[tokio::test(start_paused = true)]
async fn refusals_never_open_the_circuit() {
    for refusal in [
        answer(400, r#"{"errorCode":"E0000001"}"#),
        answer(401, r#"{"errorCode":"E0000011"}"#),
        answer(403, r#"{"errorCode":"E0000006"}"#),
        answer(404, r#"{"errorCode":"E0000007"}"#),
        answer(408, ""),
        too_many(AT_ONCE),
        answer(302, ""),
        answer(200, "<html>"),
        Err(Fault::Unclear(Unclear::BodyTooLarge)),
        Err(Fault::NotSent(NotSent::RefusedTarget)),
    ] {
        let shown = format!("{refusal:?}");
        let (client, org) = org(refusal);
        let bulk = client.with_priority(Priority::Bulk);
        for _ in 0..12 {
            let error = unlock(&bulk).await.expect_err("refused");
            assert!(!matches!(error, Error::CircuitOpen { .. }), "{shown}");
        }
        assert_eq!(client.health().circuit, Circuit::Closed, "{shown}");
        assert!(org.calls() >= 12 && org.probes().is_empty());
    }
}

#[tokio::test(start_paused = true)]
async fn a_repeat_that_succeeds_heals_the_call() {
    let faults = || [answer(503, ""), answer(503, ""), answer(200, USER)];
    let (client, _) = client((0..6).flat_map(|_| faults()));
    for _ in 0..6 {
        client.users().get(&id()).await.expect("third time lucky");
    }
    assert_eq!(client.health().circuit, Circuit::Closed);
}

#[tokio::test(start_paused = true)]
async fn one_probe_asks_while_everyone_else_fails_at_once() {
    let (client, org) = outage().await;
    org.will(answer(200, USER), Duration::from_secs(5));
    org.0.probed.notified().await;
    let (sent, started) = (org.calls(), Instant::now());
    assert!(matches!(client.health().circuit, Circuit::HalfOpen { .. }));
    for outcome in join_all((0..50).map(|_| unlock(&client))).await {
        assert!(matches!(outcome, Err(Error::CircuitOpen { .. })));
    }
    assert_eq!((org.calls(), started.elapsed()), (sent, Duration::ZERO));
    until_closed(&client).await;
    assert_eq!(org.probes().len(), 1);
    assert!(unlock(&client).await.is_ok());
}

#[tokio::test(start_paused = true)]
async fn a_long_outage_is_probed_every_thirty_seconds_at_the_latest_and_hangs_nobody() {
    let (client, org) = outage().await;
    tokio::time::sleep(Duration::from_hours(2)).await;
    let probes = org.probes();
    assert!((240..600).contains(&probes.len()), "{}", probes.len());
    assert!(
        probes
            .windows(2)
            .all(|pair| pair[1] - pair[0] <= Duration::from_millis(30_001))
    );
    let started = Instant::now();
    assert!(matches!(
        unlock(&client).await,
        Err(Error::CircuitOpen { .. })
    ));
    assert_eq!(started.elapsed(), Duration::ZERO);
    assert!(client.health().last_success.is_none());

    org.will(answer(200, "{}"), Duration::ZERO);
    until_closed(&client).await;
    assert!(unlock(&client).await.is_ok());
    assert!(client.health().last_success.is_some());
}

#[tokio::test(start_paused = true)]
async fn all_who_come_back_after_an_outage_are_let_in_by_rounds() {
    let (client, org) = outage().await;
    org.will(answer(200, "{}"), Duration::from_millis(100));
    until_closed(&client).await;
    let started = Instant::now();
    for outcome in join_all((0..40).map(|_| unlock(&client))).await {
        outcome.expect("the ramp is quicker than patience");
    }
    assert_eq!(org.waves(started), [2, 4, 8, 16, 10]);
}

#[tokio::test(start_paused = true)]
async fn a_relapse_opens_the_circuit_after_one_call() {
    let (client, org) = outage().await;
    org.will(answer(200, "{}"), Duration::ZERO);
    until_closed(&client).await;
    org.will(answer(503, ""), Duration::ZERO);
    assert!(!unlock(&client).await.expect_err("down").outcome_known());
    assert!(is_open(&client));
}

#[tokio::test(start_paused = true)]
async fn probing_ends_with_the_client() {
    let (client, org) = outage().await;
    tokio::time::sleep(Duration::from_mins(1)).await;
    drop(client);
    let sent = org.calls();
    tokio::time::sleep(Duration::from_mins(5)).await;
    assert_eq!(org.calls(), sent);
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_and_missing_rights_are_told_until_calls_work_again() {
    let (client, org) = org(answer(401, r#"{"errorCode":"E0000011"}"#));
    assert_eq!(client.health().credential, CredentialHealth::Ok);
    let since = TestClock::default().now();
    assert!(unlock(&client).await.is_err());
    assert_eq!(
        client.health().credential,
        CredentialHealth::Refused { since }
    );
    // Neither a missing feature nor an outage says anything about the token.
    for body in [r#"{"errorCode":"E0000015"}"#, ""] {
        org.will(answer(401, body), Duration::ZERO);
        assert!(unlock(&client).await.is_err());
        assert_ne!(client.health().credential, CredentialHealth::Ok);
    }
    org.will(answer(403, r#"{"errorCode":"E0000006"}"#), Duration::ZERO);
    for _ in 0..2 {
        assert!(unlock(&client).await.is_err());
    }
    assert_eq!(client.health().credential, CredentialHealth::Ok);
    let forbidden = client.health().forbidden;
    assert_eq!(forbidden.len(), 1);
    assert_eq!(
        (forbidden[0].path, forbidden[0].since, forbidden[0].times),
        ("/api/v1/users/{id}/lifecycle/unlock", since, 2)
    );
    org.will(answer(200, USER), Duration::ZERO);
    assert!(client.users().get(&id()).await.is_ok());
    assert_eq!(client.health().forbidden, forbidden, "another kind of call");
    assert!(unlock(&client).await.is_ok());
    assert_eq!(client.health().forbidden, []);
}
