//! Delays, before the effect and after it.

use std::time::Duration;

use http::Method;
use latchkey_sandbox::okta::{Fault, FaultKind, Target};
use tokio::time::Instant;

use super::super::client::Api;
use super::{is_unlocked, recorded, unlock, with};

const HOUR: FaultKind = FaultKind::Latency {
    milliseconds: 3_600_000,
};

/// Gives other tasks their turn until something is true.
async fn until(condition: impl Fn() -> bool) {
    let waiting = async {
        while !condition() {
            tokio::task::yield_now().await;
        }
    };
    tokio::time::timeout(Duration::from_mins(1), waiting)
        .await
        .expect("it never came true");
}

/// The paused clock jumps to the next timer, so an hour takes no time.
#[tokio::test(start_paused = true)]
async fn latency_delays_the_calls_it_matches_and_no_others() {
    let api = Api::start().await;
    let users = Target::call(Method::GET, "/api/v1/users/{id}");
    api.org().set_fault(Fault::new(HOUR).on(users));
    let start = Instant::now();
    assert_eq!(api.get("/api/v1/org").await.status, 200);
    assert_eq!(start.elapsed(), Duration::ZERO);
    assert_eq!(api.get("/api/v1/users/me").await.status, 200);
    assert!(start.elapsed() >= Duration::from_hours(1));
}

#[tokio::test]
async fn a_caller_that_hangs_up_on_a_slow_org_has_had_no_effect() {
    let api = with(HOUR).await;
    tokio::select! {
        _ = unlock(&api) => panic!("answered at once"),
        () = until(|| api.org().faults()[0].hits == 1) => {}
    }
    until(|| !recorded(&api).is_empty()).await;
    assert_eq!(recorded(&api), [0]);
    assert!(!is_unlocked(&api));
}

#[tokio::test]
async fn a_late_answer_comes_long_after_the_effect() {
    let api = with(FaultKind::LateAnswer {
        milliseconds: 3_600_000,
    })
    .await;
    tokio::select! {
        _ = unlock(&api) => panic!("answered at once"),
        () = until(|| is_unlocked(&api) && !recorded(&api).is_empty()) => {}
    }
    assert_eq!(recorded(&api), [200]);
}
