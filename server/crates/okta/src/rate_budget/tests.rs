use super::*;
use futures::FutureExt;
use http::HeaderValue;
use std::sync::Arc;

const TEMPLATE: &str = "/api/v1/users";
/// Okta's clock in these tests.
const NOW: i64 = 1_700_000_000;

/// The headers of an answer whose window ends `left` seconds later.
fn headers(limit: u32, remaining: u32, left: i64) -> HeaderMap {
    let mut headers = HeaderMap::new();
    let mut put = |name: &'static str, value: String| {
        headers.insert(name, HeaderValue::from_str(&value).expect("value"));
    };
    put("x-rate-limit-limit", limit.to_string());
    put("x-rate-limit-remaining", remaining.to_string());
    put("x-rate-limit-reset", (NOW + left).to_string());
    headers
}

fn now() -> Timestamp {
    Timestamp::from_second(NOW).expect("time")
}

async fn admit(budget: &RateBudget, priority: Priority) -> Result<Permit<'_>, Exhausted> {
    let deadline =
        (priority == Priority::Interactive).then(|| Instant::now() + Duration::from_secs(5));
    budget
        .admit(&Method::GET, TEMPLATE, priority, deadline)
        .await
}

/// A budget that has seen one answer.
async fn after_answer(limit: u32, remaining: u32, left: i64) -> RateBudget {
    let budget = RateBudget::new(100);
    let permit = admit(&budget, Priority::Interactive)
        .await
        .expect("an unknown bucket is open");
    assert_eq!(
        permit.learn(&headers(limit, remaining, left), false, now()),
        None
    );
    drop(permit);
    budget
}

#[tokio::test(start_paused = true)]
async fn bulk_waits_for_the_window_instead_of_running_into_the_limit() {
    let budget = after_answer(50, 0, 30).await;
    let started = Instant::now();
    admit(&budget, Priority::Bulk)
        .await
        .expect("bulk waits as long as it takes");
    // One second more, because Date and Reset are whole seconds.
    assert_eq!(started.elapsed().as_secs(), 31);
}

#[tokio::test(start_paused = true)]
async fn an_interactive_call_fails_at_once_when_the_wait_is_too_long_and_waits_when_it_is_short() {
    let budget = after_answer(50, 0, 30).await;
    let started = Instant::now();
    let exhausted = admit(&budget, Priority::Interactive)
        .await
        .err()
        .expect("31 s is too long");
    assert_eq!(exhausted.wait, Duration::from_secs(31));
    assert_eq!(started.elapsed(), Duration::ZERO);

    let budget = after_answer(50, 0, 3).await;
    assert!(admit(&budget, Priority::Interactive).await.is_ok());
    assert_eq!(started.elapsed().as_secs(), 4);
}

#[tokio::test(start_paused = true)]
async fn bulk_leaves_thirty_percent_to_interactive_calls() {
    let budget = after_answer(50, 16, 30).await;
    let bulk = admit(&budget, Priority::Bulk)
        .await
        .expect("one above the reserve");
    assert!(
        admit(&budget, Priority::Bulk).now_or_never().is_none(),
        "the reserve is not for bulk"
    );
    let mut interactive = Vec::new();
    for _ in 0..15 {
        interactive.push(
            admit(&budget, Priority::Interactive)
                .await
                .expect("the reserve"),
        );
    }
    assert!(
        admit(&budget, Priority::Interactive).await.is_err(),
        "calls in flight count"
    );
    drop((bulk, interactive));
}

#[tokio::test(start_paused = true)]
async fn a_tiny_limit_does_not_starve_bulk() {
    let budget = after_answer(1, 1, 30).await;
    assert!(admit(&budget, Priority::Bulk).now_or_never().is_some());
}

#[tokio::test(start_paused = true)]
async fn an_interactive_call_in_the_queue_goes_before_bulk() {
    let budget = Arc::new(after_answer(2, 0, 3).await);
    let (sender, mut order) = tokio::sync::mpsc::unbounded_channel();
    for priority in [Priority::Bulk, Priority::Bulk, Priority::Interactive] {
        let (budget, sender) = (Arc::clone(&budget), sender.clone());
        tokio::spawn(async move {
            let permit = admit(&budget, priority).await.expect("in time");
            sender.send(priority).expect("open");
            drop(permit);
        });
    }
    assert_eq!(order.recv().await, Some(Priority::Interactive));
    assert_eq!(order.recv().await, Some(Priority::Bulk));
}

#[tokio::test(start_paused = true)]
async fn a_refusal_blocks_the_bucket_until_the_reset_and_no_other_bucket() {
    let budget = RateBudget::new(100);
    let permit = admit(&budget, Priority::Bulk).await.expect("open");
    assert_eq!(
        permit.learn(&headers(50, 0, 20), true, now()),
        Some(Duration::from_secs(21))
    );
    drop(permit);
    assert!(
        budget
            .admit(&Method::GET, "/api/v1/groups", Priority::Bulk, None)
            .now_or_never()
            .is_some()
    );
    let started = Instant::now();
    admit(&budget, Priority::Bulk)
        .await
        .expect("after the reset");
    assert_eq!(started.elapsed().as_secs(), 21);
}

#[tokio::test(start_paused = true)]
async fn a_concurrency_refusal_halves_the_calls_in_flight_and_does_not_wait_for_the_reset() {
    let budget = RateBudget::new(4);
    let permit = admit(&budget, Priority::Interactive).await.expect("open");
    assert_eq!(
        permit.learn(&headers(0, 0, 60), true, now()),
        Some(Duration::from_secs(1))
    );
    drop(permit);
    let first = admit(&budget, Priority::Interactive)
        .now_or_never()
        .expect("no wait")
        .expect("open");
    let second = admit(&budget, Priority::Interactive)
        .now_or_never()
        .expect("no wait")
        .expect("open");
    assert!(
        admit(&budget, Priority::Interactive)
            .now_or_never()
            .is_none(),
        "two of four are left"
    );
    drop(first);
    assert!(
        admit(&budget, Priority::Interactive)
            .now_or_never()
            .is_some()
    );
    drop(second);
}

#[tokio::test(start_paused = true)]
async fn late_answers_do_not_bring_old_counts_back() {
    let budget = after_answer(50, 3, 30).await;
    let permit = admit(&budget, Priority::Interactive).await.expect("open");
    permit.learn(&headers(50, 40, 30), false, now());
    permit.learn(&headers(50, 49, -10), false, now());
    drop(permit);
    let held: Vec<_> = (0..3)
        .filter_map(|_| admit(&budget, Priority::Interactive).now_or_never())
        .collect();
    assert!(held.iter().all(Result::is_ok));
    assert!(admit(&budget, Priority::Interactive).await.is_err());
}

#[tokio::test(start_paused = true)]
async fn a_call_that_is_given_up_gives_its_place_back() {
    let budget = RateBudget::new(1);
    let held = admit(&budget, Priority::Interactive).await.expect("open");
    let exhausted = admit(&budget, Priority::Interactive)
        .await
        .err()
        .expect("full for five seconds");
    assert_eq!(exhausted.wait, Duration::from_secs(1));
    drop(held);
    assert!(admit(&budget, Priority::Bulk).now_or_never().is_some());
}

#[tokio::test(start_paused = true)]
async fn headroom_is_what_okta_said_until_its_window_ends() {
    let budget = after_answer(50, 12, 30).await;
    let headroom = budget.headroom();
    let known = &headroom[0];
    assert_eq!(
        (known.calls, known.limit, known.remaining),
        ("/api/v1/users", 50, 12)
    );
    tokio::time::advance(Duration::from_secs(31)).await;
    assert_eq!(budget.headroom(), []);
}
