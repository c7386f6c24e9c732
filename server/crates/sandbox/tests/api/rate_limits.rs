//! Limits over HTTP.

use std::path::PathBuf;
use std::time::Duration;

use http::Method;
use latchkey_sandbox::RateLimits;

use super::client::Api;

#[tokio::test]
async fn the_call_over_the_limit_is_refused_until_the_window_ends() {
    let api = Api::start_with(RateLimits::uniform(4), PathBuf::from("/nowhere")).await;
    let get = async || api.get("/api/v1/users/me").await;
    assert_eq!(get().await.header("x-rate-limit-remaining"), "1");
    let last = get().await;
    assert_eq!(
        (
            last.header("x-rate-limit-limit"),
            last.header("x-rate-limit-remaining")
        ),
        ("2", "0")
    );
    let refused = get().await;
    assert_eq!(refused.refusal(), (429, "E0000047"));
    assert_eq!(refused.body["errorCauses"], serde_json::json!([]));
    assert_eq!(
        refused.header("x-rate-limit-reset"),
        last.header("x-rate-limit-reset")
    );
    assert_eq!(refused.header("retry-after"), "");
    assert_eq!(api.get("/api/v1/org").await.status, 200);
    api.org().advance_clock(Duration::from_mins(1));
    assert_eq!(get().await.status, 200);
}

#[tokio::test]
async fn a_refused_call_has_no_effect() {
    let api = Api::start_with(
        RateLimits {
            other: 0,
            ..RateLimits::default()
        },
        PathBuf::from("/nowhere"),
    )
    .await;
    assert_eq!(
        api.act("carol.reyes", "lifecycle/unlock").await.refusal(),
        (429, "E0000047")
    );
    assert_eq!(api.status("carol.reyes"), "LOCKED_OUT");
    api.org().set_rate_limits(RateLimits::default());
    assert_eq!(api.act("carol.reyes", "lifecycle/unlock").await.status, 200);
}

#[tokio::test]
async fn a_program_sizes_the_limits_but_another_sites_page_does_not() {
    let api = Api::start().await;
    let url = format!("{}/rate-limits", api.sandbox().pages_url());
    let resize = |calls: u32| {
        let size = serde_json::json!({ "calls": calls });
        api.request(Method::PUT, &url).json(&size)
    };
    assert_eq!(api.send(resize(10)).await.status, 204);
    assert_eq!(
        api.get("/api/v1/org").await.header("x-rate-limit-limit"),
        "5"
    );
    let foreign = resize(1000).header("origin", "https://elsewhere.example.com");
    assert_eq!(api.send(foreign).await.status, 403);
    assert_eq!(
        api.get("/api/v1/org").await.header("x-rate-limit-limit"),
        "5"
    );
}
