//! What every answer tells a browser, and where none sends it.

use crate::{
    corpora::ELSEWHERE,
    harness::{Answer, Portal, Setup},
};
use reqwest::Method;

const PATHS: [&str; 12] = [
    "/",
    "/reset",
    "/reset/code",
    "/unlock/done",
    "/unavailable",
    "/nowhere",
    "/do/reset/identify",
    "/do/nowhere",
    "/robots.txt",
    "/assets/nowhere",
    "/healthz",
    "/reset/",
];

/// The same in every answer.
const FIXED: [(&str, &str); 6] = [
    ("x-content-type-options", "nosniff"),
    ("x-frame-options", "DENY"),
    ("referrer-policy", "same-origin"),
    ("cross-origin-opener-policy", "same-origin"),
    ("cross-origin-resource-policy", "same-origin"),
    (
        "strict-transport-security",
        "max-age=31536000; includeSubDomains",
    ),
];

fn assert_headers(answer: &Answer, what: &str) {
    for (name, value) in FIXED {
        assert_eq!(answer.header(name), value, "{what}: {name}");
    }
    let policy = answer.header("content-security-policy");
    for directive in [
        "default-src 'none'",
        "frame-ancestors 'none'",
        "form-action 'self'",
        "base-uri 'none'",
        "object-src 'none'",
        "'wasm-unsafe-eval'",
    ] {
        assert!(
            policy.contains(directive),
            "{what}: {directive} in {policy}"
        );
    }
    for forbidden in ["unsafe-inline", "'unsafe-eval'", "http:", "*", "data:"] {
        assert!(
            !policy.contains(forbidden),
            "{what}: {forbidden} in {policy}"
        );
    }
    assert!(answer.nonce().len() >= 22, "{what}: {policy}");
    let cors = answer
        .headers
        .keys()
        .any(|name| name.as_str().starts_with("access-control-"));
    assert!(!cors, "{what}");
    assert!(
        answer.body.is_empty() || answer.header("content-type").contains('/'),
        "{what}"
    );
}

#[tokio::test]
async fn items_49_50_52_53_every_answer_carries_the_headers() {
    let portal = Portal::start_with(Setup {
        public_url: "https://password.example.com",
        ..Setup::default()
    })
    .await;
    let mut browser = portal.browser();
    browser.host = "password.example.com".into();
    let mut stranger = portal.browser();
    stranger.host = "evil.example".into();
    let mut statuses = Vec::new();
    for path in PATHS {
        for method in [
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::OPTIONS,
            Method::TRACE,
        ] {
            for browser in [&mut browser, &mut stranger] {
                let request = browser.request(method.clone(), path);
                let answer = browser
                    .send(request.header("origin", "https://evil.example"))
                    .await;
                let what = format!("{method} {path} at {}: {}", browser.host, answer.status);
                assert_headers(&answer, &what);
                let kept = answer.header("cache-control");
                let is_file = path == "/robots.txt" && answer.status == 200;
                assert_eq!(kept.contains("no-store"), !is_file, "{what}: {kept}");
                statuses.push(answer.status);
            }
        }
    }
    for status in [200, 403, 404, 405, 421, 503] {
        assert!(statuses.contains(&status), "{status} among {statuses:?}");
    }
}

#[tokio::test]
async fn item_50_a_nonce_is_new_each_time_and_stands_nowhere_else() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser
        .post("/do/reset/identify", &[("login", "a@example.com")])
        .await;
    let mut nonces = Vec::new();
    for path in ["/", "/reset", "/reset/code", "/nowhere"]
        .into_iter()
        .cycle()
        .take(40)
    {
        let answer = browser.get(path).await;
        let nonce = answer.nonce().to_owned();
        let everywhere = answer.body.matches(nonce.as_str()).count();
        let as_nonce = answer.body.matches(&format!("nonce=\"{nonce}\"")).count();
        assert_eq!(everywhere, as_nonce, "{path}");
        assert!(
            path != "/reset/code" || as_nonce > 0,
            "the page with a script uses it"
        );
        nonces.push(nonce);
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 40);
}

#[tokio::test]
async fn items_48_51_nobody_is_sent_elsewhere_and_no_address_shows_an_error() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for form in app::FORMS {
        for elsewhere in ELSEWHERE {
            for body in ["", "login=a%ffb", "surprise=1", "code=1&code=2"] {
                let path = format!("{}?next={elsewhere}&return_to={elsewhere}", form.endpoint);
                let path = path.replace(['\t', '\\', '#'], "");
                let request = browser
                    .request(Method::POST, &path)
                    .header("sec-fetch-site", "same-origin")
                    .header("referer", elsewhere)
                    .header("content-type", "application/x-www-form-urlencoded");
                let answer = browser.send(request.body(body)).await;
                let location = answer.location();
                assert_eq!(answer.status, 303, "{path}");
                assert!(
                    location.starts_with('/') && !location.starts_with("//"),
                    "{location}"
                );
                assert!(
                    !location.contains("evil") && !location.contains('?'),
                    "{location}"
                );
                assert!(answer.body.is_empty() && !answer.headers.contains_key("serverfnerror"));
            }
        }
    }
    let mut fresh = portal.browser();
    for query in [
        "?__path=%2Fdo%2Freset%2Fidentify&__err=eyJjb2RlIjoiYmFkLXJlcXVlc3QifQ%3D%3D",
        "?__err=Q2FsbCArMSA1NTU",
        "?%5f%5ferr=Q2FsbA&__path=%2Fdo%2Freset%2Fcode",
    ] {
        let answer = fresh.get(&format!("/reset{query}")).await;
        assert!(
            !answer.body.contains("role=\"alert\"") && !answer.body.contains("Call +1"),
            "{query}"
        );
    }
}
