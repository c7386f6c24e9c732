use super::{PAT, signing_in};
use crate::harness::{Portal, Setup};
use latchkey::SIGN_IN_FORMS;
use reqwest::Method;

const BODY: &str = "next=%2Fadmin&name=ada&password=x&confirmation=x&token=x";

#[tokio::test]
async fn item_46_no_other_site_signs_anybody_in_or_out() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut victim = portal.browser();
    victim.sign_in(&portal, PAT).await;
    let trail = portal.audit_trail().await.len();
    let origins: [&[(&str, &str)]; 5] = [
        &[
            ("sec-fetch-site", "cross-site"),
            ("origin", "https://evil.example"),
        ],
        &[
            ("sec-fetch-site", "same-site"),
            ("origin", "https://other.example.com"),
        ],
        &[("sec-fetch-site", "none")],
        &[("origin", "null")],
        &[],
    ];
    for endpoint in SIGN_IN_FORMS {
        for origin in origins {
            let mut request = victim
                .request(Method::POST, endpoint)
                .header("content-type", "application/x-www-form-urlencoded");
            for (name, value) in origin {
                request = request.header(*name, *value);
            }
            let answer = victim.send(request.body(BODY)).await;
            assert_eq!(answer.status, 403, "{endpoint} {origin:?}");
        }
        for kind in [
            "text/plain",
            "application/json",
            "multipart/form-data; boundary=x",
        ] {
            let request = victim
                .request(Method::POST, endpoint)
                .header("sec-fetch-site", "same-origin")
                .header("content-type", kind);
            let answer = victim.send(request.body(BODY)).await;
            assert_eq!(answer.status, 415, "{endpoint} {kind}");
        }
    }
    assert!(victim.is_signed_in().await);
    assert_eq!(portal.audit_trail().await.len(), trail);
}

#[tokio::test]
async fn item_47_no_address_signs_in_or_out_by_being_opened() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut browser = portal.browser();
    browser.sign_in(&portal, PAT).await;
    for endpoint in SIGN_IN_FORMS {
        for method in [Method::GET, Method::HEAD, Method::PUT, Method::OPTIONS] {
            let request = browser
                .request(method.clone(), &format!("{endpoint}?{BODY}"))
                .header("sec-fetch-site", "same-origin")
                .header("x-http-method-override", "POST");
            let answer = browser.send(request).await;
            assert!(
                answer.status >= 400,
                "{method} {endpoint}: {}",
                answer.status
            );
        }
    }
    assert!(browser.is_signed_in().await);
}

#[tokio::test]
async fn item_65_a_form_that_says_more_than_it_may_is_refused_whole() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut browser = portal.browser();
    for (endpoint, fields) in [
        ("/do/sign-in/start", vec![("next", "/admin")]),
        (
            "/do/sign-in/local",
            vec![("name", "ada"), ("password", "x")],
        ),
        (
            "/do/sign-in/password",
            vec![("token", "x"), ("password", "x"), ("confirmation", "x")],
        ),
    ] {
        for extra in ["role", "roles", "sign_in", "subject", "is_fresh"] {
            let mut fields = fields.clone();
            fields.push((extra, "password-admin"));
            let answer = browser.post(endpoint, &fields).await;
            assert_eq!(answer.status, 422, "{endpoint} {extra}: {answer:?}");
        }
    }
}
