//! Errors of the org and of what stands before it.

use http::StatusCode;
use latchkey_sandbox::okta::FaultKind;

use super::{is_unlocked, recorded, unlock, with};

#[tokio::test]
async fn an_internal_error_has_oktas_envelope_and_no_effect() {
    let api = with(FaultKind::InternalError).await;
    let reply = unlock(&api).await.unwrap();
    assert_eq!(reply.refusal(), (500, "E0000009"));
    assert_eq!(reply.body["errorSummary"], "Internal Server Error");
    assert_eq!(reply.header("x-okta-request-id").len(), 27);
    assert_eq!(reply.header("x-rate-limit-limit"), "600");
    assert!(!is_unlocked(&api));
    assert_eq!(recorded(&api), [500]);
}

#[tokio::test]
async fn an_internal_error_may_come_after_the_effect() {
    let api = with(FaultKind::InternalErrorAfterEffect).await;
    let reply = unlock(&api).await.unwrap();
    assert_eq!(reply.refusal(), (500, "E0000009"));
    assert_eq!(reply.header("x-okta-request-id").len(), 27);
    assert_eq!(reply.header("content-type"), "application/json");
    assert!(is_unlocked(&api));
    assert_eq!(recorded(&api), [200]);
}

#[tokio::test]
async fn a_proxy_answers_with_a_page_of_its_own_and_without_oktas_headers() {
    for (kind, status) in [
        (FaultKind::BadGateway, StatusCode::BAD_GATEWAY),
        (
            FaultKind::ServiceUnavailable,
            StatusCode::SERVICE_UNAVAILABLE,
        ),
    ] {
        let api = with(kind).await;
        let reply = unlock(&api).await.unwrap();
        assert_eq!(reply.status, status);
        assert!(reply.header("content-type").starts_with("text/html"));
        assert!(reply.body.as_str().unwrap().starts_with("<html>"));
        for name in ["x-okta-request-id", "x-rate-limit-limit"] {
            assert_eq!(reply.header(name), "");
        }
        assert!(!is_unlocked(&api));
        assert_eq!(recorded(&api), [status.as_u16()]);
    }
}

#[tokio::test]
async fn a_read_only_org_refuses_writes_and_goes_on_reading() {
    let api = with(FaultKind::ReadOnly).await;
    let refused = unlock(&api).await.unwrap();
    assert_eq!(refused.refusal(), (503, "E0000010"));
    assert_eq!(refused.body["errorSummary"], "Service is in read only mode");
    assert!(!is_unlocked(&api));
    assert_eq!(api.get("/api/v1/users/me").await.status, 200);
    let path = format!("/api/v1/users/{}", api.id("alice.winter"));
    assert_eq!(api.delete(&path).await.status, 503);
    assert_eq!(api.status("alice.winter"), "ACTIVE");
    assert_eq!(api.sign_in("bob.stone", "Copper17Meadow").await.status, 200);
}

#[tokio::test]
async fn an_expired_token_is_refused_and_sign_ins_without_one_are_not() {
    let api = with(FaultKind::ExpiredToken).await;
    assert_eq!(unlock(&api).await.unwrap().refusal(), (401, "E0000011"));
    assert!(!is_unlocked(&api));
    let body =
        serde_json::json!({ "username": "bob.stone@example.com", "password": "Copper17Meadow" });
    let sign_in = api.request(http::Method::POST, "/api/v1/authn").json(&body);
    assert_eq!(api.send(sign_in).await.status, 200);
    api.org().clear_faults();
    assert_eq!(unlock(&api).await.unwrap().status, 200);
}
