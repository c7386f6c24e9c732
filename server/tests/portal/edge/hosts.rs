//! Only requests for the configured address are answered.

use crate::harness::{Portal, Setup};
use reqwest::Method;

fn at(public_url: &str) -> Setup {
    Setup {
        public_url: Some(public_url.into()),
        ..Setup::default()
    }
}

#[tokio::test]
async fn item_30_another_host_is_misdirected() {
    let portal = Portal::start_with(at("https://password.example.com")).await;
    let mut browser = portal.browser();
    for host in [
        "evil.example",
        "password.example.com.evil.example",
        "localhost",
        "password.example.com:8443",
        "127.0.0.1",
    ] {
        for path in ["/", "/reset", "/assets/main-0a.css", "/nowhere"] {
            let answer = browser
                .send(browser.request(Method::GET, path).header("host", host))
                .await;
            assert_eq!(answer.status, 421, "{host} {path}");
        }
    }
    let own = browser
        .send(
            browser
                .request(Method::GET, "/")
                .header("host", "password.example.com"),
        )
        .await;
    assert_eq!(own.status, 200);
}

#[tokio::test]
async fn item_53_behind_tls_browsers_are_told_to_stay_there() {
    let portal = Portal::start_with(at("https://password.example.com")).await;
    let mut browser = portal.browser();
    for path in ["/", "/nowhere", "/assets/main-0a.css", "/healthz"] {
        let answer = browser
            .send(
                browser
                    .request(Method::GET, path)
                    .header("host", "password.example.com"),
            )
            .await;
        assert!(
            answer
                .header("strict-transport-security")
                .starts_with("max-age=31536000"),
            "{path}"
        );
    }
    let plain = Portal::start().await.browser().get("/").await;
    assert_eq!(
        plain.header("strict-transport-security"),
        "",
        "loopback has no TLS"
    );
}

#[tokio::test]
async fn item_42_the_cookie_is_for_this_host_over_tls_only() {
    let portal = Portal::start_with(at("https://password.example.com")).await;
    let mut browser = portal.browser();
    let form = browser
        .bare_form("/do/reset/identify", "login=a@example.com")
        .header("host", "password.example.com");
    let answer = browser
        .send(form.header("origin", "https://password.example.com"))
        .await;
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-"), "{cookie}");
    for attribute in ["Secure", "HttpOnly", "SameSite=Lax", "Path=/"] {
        assert!(cookie.contains(attribute), "{attribute}: {cookie}");
    }
    assert!(!cookie.contains("Domain"), "{cookie}");
}

#[tokio::test]
async fn probes_are_answered_at_any_address() {
    let portal = Portal::start_with(at("https://password.example.com")).await;
    let mut balancer = portal.browser();
    for path in ["/healthz", "/readyz"] {
        assert_eq!(balancer.get(path).await.status, 200, "{path}");
    }
}
