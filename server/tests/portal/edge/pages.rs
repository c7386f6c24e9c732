//! Pages as the edge hands them out.

use crate::harness::{Answer, Portal};
use reqwest::Method;
use std::collections::HashSet;

fn nonce(answer: &Answer) -> String {
    let policy = answer.header("content-security-policy");
    policy
        .split_once("'nonce-")
        .and_then(|(_, rest)| rest.split_once('\''))
        .expect("a nonce")
        .0
        .to_owned()
}

#[tokio::test]
async fn item_50_the_nonce_is_new_each_time_and_stands_only_in_nonce_attributes() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.identify("alice.winter@example.com").await;
    let mut nonces = HashSet::new();
    for path in [
        "/",
        "/reset",
        "/reset/code",
        "/nowhere",
        "/",
        "/assets/main-0a.css",
        "/assets/nowhere",
    ] {
        let answer = browser.get(path).await;
        let nonce = nonce(&answer);
        assert!(nonce.len() >= 22, "128 bits: {nonce}");
        let outside = answer.body.replace(&format!("nonce=\"{nonce}\""), "");
        assert!(!outside.contains(&nonce), "{path}: {outside}");
        let inline = answer.body.matches("<script").count();
        assert_eq!(
            inline,
            answer.body.matches(&format!("nonce=\"{nonce}\"")).count(),
            "{path}: a script without its nonce"
        );
        assert!(nonces.insert(nonce), "{path}: a nonce came twice");
    }
}

#[tokio::test]
async fn item_50_pages_hold_nothing_the_policy_forbids() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, "alice.winter@example.com").await;
    for path in ["/", "/reset", "/reset/password", "/nowhere", "/unavailable"] {
        let body = browser.get(path).await.body;
        for forbidden in [
            " style=\"",
            " onclick=",
            "javascript:",
            "<style",
            "http://",
            "//cdn",
            "<iframe",
        ] {
            assert!(
                !body.contains(forbidden),
                "{path} holds {forbidden}: {body}"
            );
        }
    }
}

#[tokio::test]
async fn pages_are_compressed_for_who_can_read_that_and_whole() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let plain = browser.get("/").await;
    assert_eq!(plain.header("content-length"), plain.body.len().to_string());
    let packed = browser
        .send(
            browser
                .request(Method::GET, "/")
                .header("accept-encoding", "br, gzip"),
        )
        .await;
    assert_eq!(packed.header("content-encoding"), "br");
    let length: usize = packed.header("content-length").parse().expect("a length");
    assert!(length < plain.body.len() / 2, "{length}");
}

#[tokio::test]
async fn head_is_get_without_the_body() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for path in ["/", "/nowhere", "/assets/main-0a.css", "/healthz"] {
        let whole = browser.get(path).await;
        let head = browser.send(browser.request(Method::HEAD, path)).await;
        assert_eq!(
            (head.status, head.body.as_str()),
            (whole.status, ""),
            "{path}"
        );
        assert_eq!(
            head.header("content-type"),
            whole.header("content-type"),
            "{path}"
        );
    }
}

#[tokio::test]
async fn refusals_say_in_words_what_to_do() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let refused = browser
        .bare_form("/do/reset/identify", "login=x")
        .header("origin", "https://evil.example");
    let page = browser.send(refused).await;
    assert_eq!(
        (page.status, page.header("content-type")),
        (403, "text/html; charset=utf-8")
    );
    assert!(
        page.body.contains("<h1>")
            && page.body.contains("Call the desk.")
            && page.body.contains("main-0a.css"),
        "{}",
        page.body
    );
}
