//! The System Log.

use std::time::Duration;

use serde_json::json;

use super::client::{Api, Reply};

/// Event types about a person since the calls began, without sign-ins of the seeds.
async fn events_of(api: &Api, login: &str) -> Vec<String> {
    let id = api.id(login);
    let reply = api
        .get(&format!("/api/v1/logs?filter=target.id+eq+%22{id}%22"))
        .await;
    reply
        .all("/eventType")
        .into_iter()
        .map(str::to_owned)
        .collect()
}

#[tokio::test]
async fn every_change_leaves_its_event() {
    let api = Api::start().await;
    api.act("alice.winter", "lifecycle/suspend").await;
    api.act("alice.winter", "lifecycle/unsuspend").await;
    api.set_password("alice.winter", "Copper71Teapot", "").await;
    api.act(
        "alice.winter",
        "lifecycle/expire_password_with_temp_password",
    )
    .await;
    api.act("alice.winter", "lifecycle/reset_password?sendEmail=false")
        .await;
    api.act("alice.winter", "lifecycle/reset_factors").await;
    api.act("alice.winter", "lifecycle/deactivate").await;
    let expected = [
        "user.lifecycle.suspend",
        "user.session.clear",
        "user.lifecycle.unsuspend",
        "user.account.update_password",
        "user.account.update_password",
        "user.account.expire_password",
        "user.account.reset_password",
        "user.mfa.factor.reset_all",
        "user.lifecycle.deactivate",
    ];
    assert_eq!(events_of(&api, "alice.winter").await, expected);
}

#[tokio::test]
async fn a_lock_and_an_unlock_are_logged_with_their_actors() {
    let api = Api::start().await;
    let before = api.org().log_events().len();
    for _ in 0..5 {
        api.sign_in("bob.stone", "wrong").await;
    }
    let unlocked = api.act("bob.stone", "lifecycle/unlock").await;
    let events = api.org().log_events().split_off(before);
    let kinds: Vec<&str> = events
        .iter()
        .map(|event| event.event_type.as_str())
        .collect();
    let mut expected = vec!["user.session.start"; 5];
    expected.extend(["user.account.lock", "user.account.unlock_by_admin"]);
    assert_eq!(kinds, expected);
    assert_eq!(
        (events[0].outcome.as_str(), events[0].reason.as_deref()),
        ("FAILURE", Some("INVALID_CREDENTIALS"))
    );
    assert_eq!(events[5].actor, "bob.stone@example.com");
    let last = &events[6];
    assert_eq!(
        (last.actor.as_str(), last.targets.as_slice()),
        (
            "svc-latchkey@example.com",
            ["bob.stone@example.com".to_owned()].as_slice()
        )
    );
    assert_eq!(
        last.json["transaction"]["id"],
        json!(unlocked.header("x-okta-request-id"))
    );
    assert!(
        last.json["transaction"]["detail"]["requestApiTokenId"]
            .as_str()
            .unwrap()
            .starts_with("00T")
    );
    assert_eq!(last.json["severity"], "INFO");
}

#[tokio::test]
async fn a_refused_operation_leaves_no_event() {
    let api = Api::start().await;
    let before = api.org().log_events().len();
    api.act("alice.winter", "lifecycle/unlock").await;
    api.set_password("alice.winter", "weak", "").await;
    assert_eq!(api.org().log_events().len(), before);
}

#[tokio::test]
async fn polling_always_has_a_next_link_and_misses_nothing() {
    let api = Api::start().await;
    let all = api
        .get("/api/v1/logs?limit=1000")
        .await
        .body
        .as_array()
        .unwrap()
        .len();
    let mut page = api.get("/api/v1/logs?limit=4").await;
    let mut seen = 0;
    while !page.body.as_array().unwrap().is_empty() {
        seen += page.body.as_array().unwrap().len();
        page = api.get(&page.link("next").unwrap()).await;
    }
    assert_eq!(seen, all);
    let waiting = page.link("next").unwrap();
    assert_eq!(api.get(&waiting).await.body, json!([]));
    api.act("carol.reyes", "lifecycle/unlock").await;
    let news = api.get(&waiting).await;
    assert_eq!(news.all("/eventType"), ["user.account.unlock_by_admin"]);
}

#[tokio::test]
async fn a_bounded_list_ends() {
    let api = Api::start().await;
    let until = api
        .org()
        .now()
        .checked_add(jiff::SignedDuration::from_mins(1))
        .unwrap();
    let mut page = api
        .get(&format!(
            "/api/v1/logs?until={until}&limit=5&sortOrder=DESCENDING"
        ))
        .await;
    let mut times: Vec<String> = Vec::new();
    let add = |times: &mut Vec<String>, page: &Reply| {
        times.extend(page.all("/published").into_iter().map(str::to_owned));
    };
    add(&mut times, &page);
    while let Some(next) = page.link("next") {
        page = api.get(&next).await;
        add(&mut times, &page);
    }
    assert_eq!(times.len(), api.org().log_events().len());
    assert!(times.is_sorted_by(|left, right| left >= right));
    assert!(page.link("self").is_some());
}

#[tokio::test]
async fn since_and_until_cut_and_old_events_vanish() {
    let api = Api::start().await;
    api.org().advance_clock(Duration::from_hours(24));
    let since = api.org().now();
    api.act("carol.reyes", "lifecycle/unlock").await;
    let news = api.get(&format!("/api/v1/logs?since={since}")).await;
    assert_eq!(news.all("/eventType"), ["user.account.unlock_by_admin"]);
    let old = api
        .get(&format!("/api/v1/logs?until={since}&limit=1000"))
        .await;
    assert!(!old.body.as_array().unwrap().is_empty());
    assert!(
        !old.all("/eventType")
            .contains(&"user.account.unlock_by_admin")
    );
    // Within the token's idle time, so that it lives until the 91st day.
    for _ in 0..4 {
        api.org().advance_clock(Duration::from_hours(23 * 24));
        api.get("/api/v1/org").await;
    }
    assert_eq!(
        api.get(&format!("/api/v1/logs?since={since}")).await.body,
        json!([])
    );
}

#[tokio::test]
async fn filters_follow_the_grammar_and_its_four_errors() {
    let api = Api::start().await;
    let ask = async |query: &str| api.get(&format!("/api/v1/logs?{query}")).await;
    let both =
        "filter=eventType+eq+%22user.account.lock%22+or+eventType+eq+%22user.lifecycle.suspend%22";
    let mut kinds: Vec<String> = ask(both)
        .await
        .all("/eventType")
        .into_iter()
        .map(str::to_owned)
        .collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["user.account.lock", "user.lifecycle.suspend"]);
    let carol = api.id("carol.reyes");
    let own = ask(&format!(
        "filter=actor.id+eq+%22{carol}%22+and+eventType+eq+%22user.account.lock%22"
    ))
    .await;
    assert_eq!(own.body.as_array().unwrap().len(), 1);
    assert_eq!(
        ask("q=CAROL+lock").await.all("/eventType").last(),
        Some(&"user.account.lock")
    );
    let content = "filter=debugContext.debugData.url+co+%22x%22";
    assert_eq!(ask(content).await.refusal(), (400, "E0000031"));
    assert_eq!(
        ask("filter=published+gt+%222025-01-01T00:00:00Z%22")
            .await
            .refusal(),
        (400, "E0000053")
    );
    assert_eq!(
        ask("filter=eventType+is+%22x%22").await.refusal(),
        (400, "E0000053")
    );
    assert_eq!(ask("since=yesterday").await.refusal(), (400, "E0000001"));
    assert_eq!(
        ask("since=2020-01-01T00:00:00Z").await.refusal(),
        (400, "E0000053")
    );
    assert_eq!(ask("sortOrder=SIDEWAYS").await.refusal(), (400, "E0000001"));
    assert_eq!(ask("after=nonsense").await.refusal(), (400, "E0000029"));
    assert_eq!(ask("limit=0").await.body, json!([]));
}
