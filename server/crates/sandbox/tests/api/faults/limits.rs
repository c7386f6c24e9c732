//! 429 of both kinds, and headers that make no sense.

use std::time::Duration;

use latchkey_sandbox::okta::{Fault, FaultKind, Lasts, RateHeaders, Target};

use super::super::client::{Api, Reply};
use super::{is_unlocked, recorded, unlock, with};

fn limited(headers: RateHeaders) -> FaultKind {
    FaultKind::RateLimited {
        reset_in_seconds: 10,
        headers,
    }
}

/// Limit and remaining.
fn counts(reply: &Reply) -> (&str, &str) {
    (
        reply.header("x-rate-limit-limit"),
        reply.header("x-rate-limit-remaining"),
    )
}

fn reset(reply: &Reply) -> i64 {
    reply.header("x-rate-limit-reset").parse().unwrap()
}

#[tokio::test]
async fn a_used_up_bucket_refuses_the_next_calls_with_oktas_headers() {
    let api = Api::start().await;
    let fault = Fault::new(limited(RateHeaders::Real)).lasting(Lasts::NextCalls(2));
    api.org().set_fault(fault);
    let refused = unlock(&api).await.unwrap();
    assert_eq!(refused.refusal(), (429, "E0000047"));
    assert_eq!(refused.body["errorCauses"], serde_json::json!([]));
    // Half of the 1200 that Workforce orgs have.
    assert_eq!(counts(&refused), ("600", "0"));
    assert!((9..=11).contains(&(reset(&refused) - api.org().now().as_second())));
    assert_eq!(refused.header("retry-after"), "");
    assert_eq!(refused.header("x-okta-request-id").len(), 27);
    assert!(!is_unlocked(&api));
    assert_eq!(api.get("/api/v1/users/me").await.status, 429);
    assert_eq!(unlock(&api).await.unwrap().status, 200);
    assert!(is_unlocked(&api));
    assert_eq!(recorded(&api), [429, 429, 200]);
}

#[tokio::test]
async fn a_bucket_used_up_for_a_time_resets_when_the_time_is_over() {
    let api = Api::start().await;
    let fault = Fault::new(limited(RateHeaders::Real)).lasting(Lasts::Seconds(40));
    api.org().set_fault(fault);
    let first = reset(&api.get("/api/v1/org").await);
    api.org().advance_clock(Duration::from_secs(30));
    let refused = api.get("/api/v1/org").await;
    assert_eq!((refused.status.as_u16(), reset(&refused)), (429, first));
    api.org().advance_clock(Duration::from_secs(11));
    assert_eq!(api.get("/api/v1/org").await.status, 200);
}

#[tokio::test]
async fn the_concurrency_kind_has_limit_and_remaining_zero() {
    let api = with(FaultKind::ConcurrencyLimited).await;
    let refused = unlock(&api).await.unwrap();
    assert_eq!(refused.refusal(), (429, "E0000047"));
    assert_eq!(counts(&refused), ("0", "0"));
    assert!(reset(&refused) > api.org().now().as_second());
    assert!(!is_unlocked(&api));
}

#[tokio::test]
async fn odd_headers_come_with_refusals_and_with_ordinary_answers() {
    let api = Api::start().await;
    for (odd, wanted) in [
        (RateHeaders::Missing, None),
        (RateHeaders::FarFuture, Some("4102444800")),
        (RateHeaders::Negative, Some("-1")),
        (RateHeaders::NotANumber, Some("soon")),
    ] {
        for (kind, status) in [
            (limited(odd), 429),
            (FaultKind::OddRateHeaders { headers: odd }, 200),
        ] {
            api.org().set_fault(Fault::new(kind));
            let reply = api.get("/api/v1/users/me").await;
            assert_eq!(reply.status, status);
            let header = |name| reply.headers.get(name).map(|value| value.to_str().unwrap());
            assert_eq!(header("x-rate-limit-reset"), wanted, "{odd:?}");
            let remaining = wanted.map(|_| "0");
            assert_eq!(header("x-rate-limit-remaining"), remaining, "{odd:?}");
            assert_eq!(header("x-rate-limit-limit").is_some(), wanted.is_some());
        }
    }
}

#[tokio::test]
async fn a_duplicated_reset_gives_two_lines_an_hour_apart() {
    let api = with(FaultKind::OddRateHeaders {
        headers: RateHeaders::Duplicated,
    })
    .await;
    let reply = unlock(&api).await.unwrap();
    let lines = reply.headers.get_all("x-rate-limit-reset").iter();
    let lines: Vec<i64> = lines
        .map(|line| line.to_str().unwrap().parse().unwrap())
        .collect();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[1] - lines[0], 3600);
    assert!(is_unlocked(&api));
}

#[tokio::test]
async fn a_fault_on_writes_leaves_reads_alone() {
    let api = Api::start().await;
    let fault = Fault::new(limited(RateHeaders::Real)).on(Target::Writes);
    api.org().set_fault(fault.lasting(Lasts::UntilCleared));
    assert_eq!(api.get("/api/v1/users/me").await.status, 200);
    assert_eq!(unlock(&api).await.unwrap().status, 429);
    api.org().clear_faults();
    assert_eq!(unlock(&api).await.unwrap().status, 200);
}
