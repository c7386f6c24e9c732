//! Answers with status 200 that are not what they should be.

use latchkey_sandbox::okta::FaultKind;
use serde_json::Value;

use super::{is_unlocked, recorded, unlock, with};

#[tokio::test]
async fn truncated_json_has_a_matching_length_and_the_effect_is_there() {
    let api = with(FaultKind::TruncatedJson).await;
    let reply = unlock(&api).await.unwrap();
    assert_eq!(reply.status, 200);
    assert_eq!(reply.body, Value::String("{".to_owned()));
    assert_eq!(reply.header("content-length"), "1");
    assert_eq!(reply.header("content-type"), "application/json");
    assert!(is_unlocked(&api));
    let user = api.get("/api/v1/users/me").await;
    let text = user.body.as_str().expect("no JSON");
    assert!(text.starts_with("{\"") && text.len() > 100);
}

#[tokio::test]
async fn a_web_page_instead_of_json_means_that_nothing_was_done() {
    let api = with(FaultKind::HtmlInsteadOfJson).await;
    let reply = unlock(&api).await.unwrap();
    assert_eq!(reply.status, 200);
    assert!(reply.header("content-type").starts_with("text/html"));
    assert!(reply.body.as_str().unwrap().contains("<h1>"));
    assert!(!is_unlocked(&api));
    assert_eq!(recorded(&api), [200]);
}

#[tokio::test]
async fn another_user_is_shown_while_the_right_one_is_changed() {
    let api = with(FaultKind::AnotherUser).await;
    let asked = api.id("alice.winter");
    let path = format!("/api/v1/users/{asked}");
    let shown = api.get(&path).await;
    assert_eq!(shown.status, 200);
    let other = shown.body["id"].as_str().unwrap().to_owned();
    assert_ne!(other, asked);
    assert_ne!(shown.body["profile"]["login"], "alice.winter@example.com");
    assert_eq!(shown.header("etag"), "");

    let changed = api.set_password("alice.winter", "Quarry58Timber", "").await;
    assert_eq!(
        (changed.status.as_u16(), &changed.body["id"]),
        (200, &Value::from(other))
    );
    let org = api.org();
    assert!(org.accepts_password("alice.winter@example.com", "Quarry58Timber"));
}

#[tokio::test]
async fn another_user_leaves_other_answers_alone() {
    let api = with(FaultKind::AnotherUser).await;
    assert_eq!(
        api.get("/api/v1/users/nobody").await.refusal(),
        (404, "E0000007")
    );
    assert_eq!(unlock(&api).await.unwrap().body, serde_json::json!({}));
    let last = api.org().users().pop().unwrap();
    let shown = api.get(&format!("/api/v1/users/{}", last.id)).await;
    // Nobody comes after the last one, so it is the first.
    assert_eq!(shown.body["id"], api.org().users()[0].id);
}
