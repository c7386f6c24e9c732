//! No other site makes a browser do anything here, and no address does what a form does.

use crate::harness::{ALICE, CAROL, Portal, Purpose};
use reqwest::Method;

const KINDS: [Option<&str>; 5] = [
    Some("application/x-www-form-urlencoded"),
    Some("text/plain"),
    Some("multipart/form-data; boundary=x"),
    Some("application/json"),
    None,
];

const ORIGINS: [&[(&str, &str)]; 7] = [
    &[
        ("sec-fetch-site", "cross-site"),
        ("origin", "https://evil.example"),
    ],
    &[("sec-fetch-site", "same-site")],
    &[("sec-fetch-site", "none")],
    &[
        ("sec-fetch-site", "same-origin"),
        ("sec-fetch-site", "cross-site"),
    ],
    &[("origin", "https://evil.example")],
    &[("origin", "null")],
    &[],
];

const BODY: &str = "login=bob.stone@example.com&code=123456&current=x&password=Evil+kettle+93+x\
                    &confirmation=Evil+kettle+93+x";

#[tokio::test]
async fn item_46_no_form_takes_what_another_site_sends() {
    let portal = Portal::start().await;
    let mut victim = portal.browser();
    victim.prove(&portal, Purpose::Reset, ALICE).await;
    portal.idle().await;
    let trail = portal.database.trail().await.len();
    for form in app::FORMS {
        for kind in KINDS {
            for origin in ORIGINS {
                let mut request = victim.request(Method::POST, form.endpoint);
                for (name, value) in origin {
                    request = request.header(*name, *value);
                }
                if let Some(kind) = kind {
                    request = request.header("content-type", kind);
                }
                // Only some forms know all of these fields; each of them is refused before that.
                let answer = victim.send(request.body(BODY)).await;
                assert_eq!(answer.status, 403, "{} {kind:?} {origin:?}", form.endpoint);
            }
        }
    }
    assert_eq!(portal.database.trail().await.len(), trail);
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}

#[tokio::test]
async fn item_46_our_own_pages_send_one_kind_of_form() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for form in app::FORMS {
        for kind in KINDS.into_iter().skip(1).flatten() {
            let request = browser.request(Method::POST, form.endpoint);
            let request = request
                .header("sec-fetch-site", "same-origin")
                .header("content-type", kind);
            let answer = browser.send(request.body("login=x")).await;
            assert_eq!(answer.status, 415, "{} {kind}", form.endpoint);
        }
    }
}

#[tokio::test]
async fn item_47_reading_never_does_what_a_form_does() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.prove(&portal, Purpose::Unlock, CAROL).await;
    portal.idle().await;
    let trail = portal.database.trail().await.len();
    for form in app::FORMS {
        for method in [
            Method::GET,
            Method::HEAD,
            Method::OPTIONS,
            Method::PUT,
            Method::DELETE,
        ] {
            for name in [
                "x-http-method-override",
                "x-method-override",
                "x-http-method",
            ] {
                let path = format!("{}?{BODY}&_method=POST", form.endpoint);
                let request = browser
                    .request(method.clone(), &path)
                    .header("sec-fetch-site", "same-origin")
                    .header(name, "POST");
                let answer = browser.send(request).await;
                assert!(answer.status >= 400, "{method} {path}: {}", answer.status);
            }
        }
    }
    assert_eq!(portal.database.trail().await.len(), trail);
    assert_eq!(portal.okta_writes(), Vec::<String>::new());
}
