//! Connections that are dropped for real.

use std::io::{ErrorKind, Read, Write};
use std::net::TcpStream;
use std::time::Duration;

use http::Method;
use latchkey_sandbox::okta::FaultKind;

use super::super::client::Api;
use super::{is_unlocked, recorded, unlock, unlock_path, with};

/// Sends a request by hand, and gives the bytes that came back and how the connection ended.
async fn exchange(api: &Api, method: &str, path: &str) -> (String, Option<ErrorKind>) {
    let host = api.sandbox().okta_url().replace("http://", "");
    let request = format!(
        "{method} {path} HTTP/1.1\r\nHost: {host}\r\nAuthorization: {}\r\nContent-Length: 0\r\n\r\n",
        api.authorization()
    );
    let talk = tokio::task::spawn_blocking(move || {
        let mut stream = TcpStream::connect(host).unwrap();
        stream
            .set_read_timeout(Some(Duration::from_secs(10)))
            .unwrap();
        stream.write_all(request.as_bytes()).unwrap();
        let mut bytes = Vec::new();
        let ended = stream.read_to_end(&mut bytes).err();
        let text = String::from_utf8(bytes).unwrap();
        (text, ended.map(|error| error.kind()))
    });
    talk.await.unwrap()
}

#[tokio::test]
async fn a_call_dropped_before_the_effect_does_nothing_and_is_on_record() {
    let api = with(FaultKind::DroppedBeforeEffect).await;
    let lost = unlock(&api).await.unwrap_err();
    assert!(lost.is_request() && lost.status().is_none());
    assert!(!is_unlocked(&api));
    let calls = api.org().calls();
    assert_eq!(calls.len(), 1);
    assert_eq!((calls[0].method.as_str(), calls[0].status), ("POST", 0));
    assert_eq!(calls[0].path, unlock_path(&api));
}

#[tokio::test]
async fn a_call_dropped_after_the_effect_is_done_once_and_on_record() {
    let api = with(FaultKind::DroppedAfterEffect).await;
    let lost = unlock(&api).await.unwrap_err();
    assert!(lost.is_request() && lost.status().is_none());
    assert!(is_unlocked(&api));
    assert_eq!(recorded(&api), [200]);
}

#[tokio::test]
async fn a_dropped_connection_is_reset_before_any_byte() {
    for kind in [
        FaultKind::DroppedBeforeEffect,
        FaultKind::DroppedAfterEffect,
    ] {
        let api = with(kind).await;
        let (bytes, ended) = exchange(&api, "POST", &unlock_path(&api)).await;
        assert_eq!(
            (bytes.as_str(), ended),
            ("", Some(ErrorKind::ConnectionReset))
        );
    }
}

#[tokio::test]
async fn a_pooled_connection_is_dropped_and_the_next_call_gets_a_new_one() {
    let api = Api::start().await;
    assert_eq!(api.get("/api/v1/users/me").await.status, 200);
    let fault = latchkey_sandbox::okta::Fault::new(FaultKind::DroppedAfterEffect);
    api.org().set_fault(fault);
    assert!(unlock(&api).await.is_err());
    assert_eq!(api.get("/api/v1/users/me").await.status, 200);
    assert_eq!(recorded(&api), [200, 200, 200]);
}

#[tokio::test]
async fn an_answer_dropped_in_the_middle_announces_more_than_it_sends() {
    let api = with(FaultKind::DroppedMidBody).await;
    let path = format!("/api/v1/users/{}", api.id("alice.winter"));
    let (bytes, ended) = exchange(&api, "GET", &path).await;
    assert_eq!(ended, None);
    let (head, body) = bytes.split_once("\r\n\r\n").unwrap();
    assert!(head.starts_with("HTTP/1.1 200 OK"));
    let announced = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let announced: usize = announced.unwrap().parse().unwrap();
    assert_eq!(body.len(), announced / 2);
    assert!(body.starts_with("{\""));
}

#[tokio::test]
async fn an_answer_dropped_in_the_middle_has_had_its_effect() {
    let api = with(FaultKind::DroppedMidBody).await;
    let lost = unlock(&api).await.unwrap_err();
    assert!(!lost.is_request());
    assert!(is_unlocked(&api));
    // A 204 has no body to break off: the connection is dropped before the head.
    let path = format!("/api/v1/users/{}/sessions", api.id("alice.winter"));
    let request = api.authorized(Method::DELETE, &path, None);
    assert!(api.attempt(request).await.unwrap_err().is_request());
    assert_eq!(recorded(&api), [200, 204]);
}
