//! Envelope, headers, tokens, bodies.

use std::io::{Read, Write};
use std::time::Duration;

use http::Method;

use super::client::Api;

#[tokio::test]
async fn every_answer_carries_request_id_date_and_limits() {
    let api = Api::start().await;
    for reply in [
        api.get("/api/v1/users?limit=1").await,
        api.get("/api/v1/users/nobody").await,
    ] {
        assert_eq!(reply.header("x-okta-request-id").len(), 27);
        assert!(reply.header("date").ends_with(" GMT"));
        assert_eq!(reply.header("content-type"), "application/json");
        let limit: u32 = reply.header("x-rate-limit-limit").parse().unwrap();
        assert!(limit == 300 || limit == 1000);
        let reset: i64 = reply.header("x-rate-limit-reset").parse().unwrap();
        assert!((0..=60).contains(&(reset - api.org().now().as_second())));
    }
}

#[tokio::test]
async fn an_error_has_oktas_five_fields_and_an_id_of_its_own() {
    let api = Api::start().await;
    let first = api.get("/api/v1/users/nobody").await;
    let second = api.get("/api/v1/users/nobody").await;
    assert_eq!(first.refusal(), (404, "E0000007"));
    assert_eq!(
        first.body["errorSummary"],
        "Not found: Resource not found: nobody (User)"
    );
    assert_eq!(first.body["errorLink"], "E0000007");
    assert_eq!(first.body["errorCauses"], serde_json::json!([]));
    let id = first.body["errorId"].as_str().unwrap();
    assert!(id.starts_with("oae") && id.len() == 25);
    assert_ne!(first.body["errorId"], second.body["errorId"]);
}

#[tokio::test]
async fn unknown_paths_and_methods_are_refused_in_oktas_way() {
    let api = Api::start().await;
    for path in ["/api/v1/nonsense", "/api/v1/groups/rules"] {
        assert_eq!(api.get(path).await.refusal(), (404, "E0000008"), "{path}");
    }
    assert_eq!(
        api.delete("/api/v1/users").await.refusal(),
        (405, "E0000022")
    );
    let id = api.id("alice.winter");
    let unlock = format!("/api/v1/users/{id}/lifecycle/unlock");
    assert_eq!(api.get(&unlock).await.refusal(), (405, "E0000022"));
}

#[tokio::test]
async fn a_post_without_a_length_is_refused_before_anything_else() {
    let api = Api::start().await;
    let url = api.sandbox().okta_url();
    let id = api.id("carol.reyes");
    let authorization = api.authorization().to_owned();
    let answer = tokio::task::spawn_blocking(move || {
        let host = url.trim_start_matches("http://");
        let mut stream = std::net::TcpStream::connect(host).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        let request = format!(
            "POST /api/v1/users/{id}/lifecycle/unlock HTTP/1.1\r\nHost: {host}\r\n\
             Authorization: {authorization}\r\nConnection: close\r\n\r\n"
        );
        stream.write_all(request.as_bytes()).unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        answer
    });
    assert!(answer.await.unwrap().starts_with("HTTP/1.1 411 "));
    assert_eq!(api.status("carol.reyes"), "LOCKED_OUT");
}

#[tokio::test]
async fn tokens_are_required_and_checked() {
    let api = Api::start().await;
    let ask = async |value: Option<&str>| {
        let request = api.request(Method::GET, "/api/v1/users/me");
        let request = match value {
            Some(value) => request.header("authorization", value),
            None => request,
        };
        let reply = api.send(request).await;
        (
            reply.status.as_u16(),
            reply.body["errorCode"].clone(),
            reply.header("www-authenticate").to_owned(),
        )
    };
    assert_eq!(ask(None).await, (403, "E0000005".into(), String::new()));
    assert_eq!(
        ask(Some("SSWS 00wrong")).await,
        (401, "E0000011".into(), String::new())
    );
    let (status, code, challenge) = ask(Some("Bearer abc")).await;
    assert_eq!((status, code), (401, serde_json::Value::Null));
    assert!(challenge.contains("invalid_token"));
    let token = api.sandbox().api_token();
    for accepted in [
        format!("SSWS {token}"),
        format!("ssws {token}"),
        format!("SSWS{token}"),
    ] {
        assert_eq!(ask(Some(&accepted)).await.0, 200, "{accepted}");
    }
}

#[tokio::test]
async fn a_token_that_nobody_used_for_thirty_days_is_worthless() {
    let api = Api::start().await;
    api.org().advance_clock(Duration::from_hours(29 * 24));
    assert_eq!(api.get("/api/v1/users/me").await.status, 200);
    api.org().advance_clock(Duration::from_hours(29 * 24));
    assert_eq!(api.get("/api/v1/users/me").await.status, 200);
    api.org().advance_clock(Duration::from_hours(31 * 24));
    assert_eq!(
        api.get("/api/v1/users/me").await.refusal(),
        (401, "E0000011")
    );
}

#[tokio::test]
async fn a_token_dies_with_its_owner() {
    let api = Api::start().await;
    api.org().deactivate("svc-latchkey@example.com").unwrap();
    assert_eq!(
        api.get("/api/v1/users/me").await.refusal(),
        (401, "E0000011")
    );
}

#[tokio::test]
async fn malformed_and_oversized_bodies_are_refused() {
    let api = Api::start().await;
    let send = async |body: Vec<u8>| {
        let request = api.request(Method::POST, "/api/v1/users");
        let request = request
            .header("authorization", api.authorization())
            .body(body);
        api.send(request).await
    };
    assert_eq!(
        send(b"{\"profile\":".to_vec()).await.refusal(),
        (400, "E0000003")
    );
    assert_eq!(send(b"[]".to_vec()).await.refusal(), (400, "E0000003"));
    assert_eq!(
        send(vec![b' '; 1024 * 1024 + 1]).await.refusal(),
        (413, "E0000003")
    );
}

#[tokio::test]
async fn entity_tags_guard_an_update() {
    let api = Api::start().await;
    let path = format!("/api/v1/users/{}", api.id("alice.winter"));
    let tag = api.get(&path).await.header("etag").to_owned();
    assert!(tag.starts_with("W/\"") && tag.len() == 68);
    let update = async |wanted: &str, title: &str| {
        let request = api.request(Method::POST, &path);
        let request = request
            .header("authorization", api.authorization())
            .header("if-match", wanted);
        let body = serde_json::json!({ "profile": { "title": title } });
        api.send(request.json(&body)).await
    };
    assert_eq!(update("nonsense", "A").await.refusal(), (400, "E0000242"));
    assert_eq!(update("\"0000\"", "A").await.refusal(), (412, "E0000231"));
    assert_eq!(update(&tag, "Baker").await.status, 200);
    assert_eq!(update(&tag, "Cook").await.refusal(), (412, "E0000231"));
    assert_eq!(api.get(&path).await.body["profile"]["title"], "Baker");
}

#[tokio::test]
async fn the_org_keeps_a_record_of_calls() {
    let api = Api::start().await;
    api.get("/api/v1/users/nobody").await;
    let calls = api.org().calls();
    assert_eq!(calls.len(), 1);
    assert_eq!((calls[0].method.as_str(), calls[0].status), ("GET", 404));
    assert_eq!(calls[0].path, "/api/v1/users/nobody");
}

#[tokio::test]
async fn seeded_ids_are_the_same_in_every_run_and_request_ids_are_not() {
    let (one, two) = (Api::start().await, Api::start().await);
    assert_eq!(one.id("alice.winter"), two.id("alice.winter"));
    let ask = async |api: &Api| {
        api.get("/api/v1/org")
            .await
            .header("x-okta-request-id")
            .to_owned()
    };
    assert_ne!(ask(&one).await, ask(&two).await);
    assert_eq!(one.sandbox().api_token().len(), 42);
}
