use super::*;
use latchkey_testkit::SeededEntropy;

const NOW: Timestamp = Timestamp::constant(1_767_258_000, 0);

fn pass(breaker: &CircuitBreaker) -> Pass {
    breaker.enter(NOW).expect("closed")
}

/// A call that fails; whether it opened the circuit.
fn fail(breaker: &CircuitBreaker) -> bool {
    let entropy = SeededEntropy::new(1);
    breaker.failed(pass(breaker), NOW, &entropy).is_some()
}

fn opened() -> CircuitBreaker {
    let breaker = CircuitBreaker::new();
    while !fail(&breaker) {}
    breaker
}

#[tokio::test(start_paused = true)]
async fn the_fifth_failure_in_a_row_opens_and_a_success_starts_the_count_again() {
    let breaker = CircuitBreaker::new();
    for _ in 0..4 {
        assert!(!fail(&breaker));
    }
    breaker.succeeded(pass(&breaker));
    for _ in 0..4 {
        assert!(!fail(&breaker));
    }
    assert_eq!(breaker.circuit(), Circuit::Closed);
    assert!(fail(&breaker));
    let retry_at = breaker.enter(NOW).expect_err("open");
    assert_eq!(
        breaker.circuit(),
        Circuit::Open {
            since: NOW,
            retry_at
        }
    );
}

#[tokio::test(start_paused = true)]
async fn failures_far_apart_are_no_row() {
    let breaker = CircuitBreaker::new();
    for _ in 0..4 {
        assert!(!fail(&breaker));
    }
    tokio::time::advance(WINDOW).await;
    assert!(!fail(&breaker));
}

#[tokio::test(start_paused = true)]
async fn pauses_grow_to_thirty_seconds_and_differ_from_node_to_node() {
    let mut first_pauses = Vec::new();
    for seed in 0..20 {
        let entropy = SeededEntropy::new(seed);
        let breaker = opened();
        for longest in [4, 8, 16, 30, 30, 30] {
            breaker.half_open();
            let pause = breaker.reopen(NOW, &entropy);
            let longest = Duration::from_secs(longest);
            assert!(
                (longest / 2..=longest).contains(&pause),
                "{pause:?} {longest:?}"
            );
            first_pauses.push(pause);
        }
    }
    first_pauses.sort();
    first_pauses.dedup();
    assert!(first_pauses.len() > 100, "{}", first_pauses.len());
}

#[tokio::test(start_paused = true)]
async fn an_outage_is_as_old_as_its_first_opening() {
    let breaker = opened();
    breaker.half_open();
    assert_eq!(breaker.circuit(), Circuit::HalfOpen { since: NOW });
    let later = later(NOW, SignedDuration::from_secs(2));
    let pause = breaker.reopen(later, &SeededEntropy::new(1));
    let pause = SignedDuration::try_from(pause).expect("short");
    assert_eq!(
        breaker.circuit(),
        Circuit::Open {
            since: NOW,
            retry_at: later + pause
        }
    );
}

#[tokio::test(start_paused = true)]
async fn another_try_is_never_promised_for_the_past() {
    let breaker = opened();
    let much_later = later(NOW, SignedDuration::from_hours(1));
    assert!(breaker.enter(much_later).expect_err("open") > much_later);
    breaker.half_open();
    assert!(breaker.enter(much_later).expect_err("half open") > much_later);
}

#[tokio::test(start_paused = true)]
async fn calls_of_before_say_nothing_once_the_circuit_has_turned() {
    let breaker = CircuitBreaker::new();
    let stale = pass(&breaker);
    while !fail(&breaker) {}
    breaker.succeeded(stale);
    assert!(matches!(breaker.circuit(), Circuit::Open { .. }));
    breaker.half_open();
    breaker.close();
    assert_eq!(breaker.failed(stale, NOW, &SeededEntropy::new(1)), None);
    assert_eq!(breaker.circuit(), Circuit::Closed);
}

#[tokio::test(start_paused = true)]
async fn after_an_outage_one_failure_opens_again_until_five_calls_succeeded() {
    let breaker = opened();
    breaker.half_open();
    breaker.close();
    for _ in 0..4 {
        breaker.succeeded(pass(&breaker));
    }
    assert!(fail(&breaker), "still on trial");
    breaker.half_open();
    breaker.close();
    for _ in 0..5 {
        breaker.succeeded(pass(&breaker));
    }
    assert!(!fail(&breaker), "the trial is over");
}
