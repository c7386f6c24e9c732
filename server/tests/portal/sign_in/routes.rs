use super::{AVERY, signing_in};
use crate::harness::{Portal, Setup};
use reqwest::Method;

const STAFF: [&str; 8] = [
    "/admin",
    "/admin/audit",
    "/admin/connections/okta",
    "/admin/nowhere",
    "/desk",
    "/desk/caller",
    "/do/admin/anything",
    "/do/desk/anything",
];

/// Other spellings of an address.
fn spellings(path: &str) -> Vec<String> {
    let rest = &path[1..];
    vec![
        path.to_owned(),
        format!("{path}/"),
        format!("/{path}"),
        format!("/.{path}"),
        format!("/x/..{path}"),
        format!("/%2e{path}"),
        format!("/%61{}", &rest[1..]),
        format!("/{}", rest.replace('a', "%61")),
        format!("/{}", rest.replace('d', "%64")),
        format!("{path};x=1"),
        format!("{path}%3bx"),
        format!("{path}%2f"),
        format!("{path}%00"),
        format!("/{}", rest.to_uppercase()),
        format!("{path}?a=b"),
        format!("{path}.html"),
        path.replace('/', "\\"),
    ]
}

#[tokio::test]
async fn item_62_nothing_of_staff_is_shown_or_done_without_a_sign_in() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    for path in STAFF.iter().flat_map(|path| spellings(path)) {
        for method in [
            Method::GET,
            Method::HEAD,
            Method::POST,
            Method::PUT,
            Method::DELETE,
        ] {
            let mut stranger = portal.browser();
            let request = stranger
                .request(method.clone(), &path)
                .header("sec-fetch-site", "same-origin")
                .header("content-type", "application/x-www-form-urlencoded");
            let answer = stranger.send(request).await;
            let is_sent_away =
                answer.status == 303 && answer.location().starts_with("/sign-in?next=");
            let is_refused = (400..500).contains(&answer.status);
            assert!(is_sent_away || is_refused, "{method} {path}: {answer:?}");
            assert!(!answer.body.contains("Signed in as"), "{method} {path}");
        }
    }
}

#[tokio::test]
async fn item_62_a_program_is_told_that_it_is_not_signed_in() {
    let portal = Portal::start().await;
    let mut stranger = portal.browser();
    for path in ["/admin", "/desk", "/admin/nowhere"] {
        let request = stranger.program(Method::GET, path);
        assert_eq!(stranger.send(request).await.status, 401, "{path}");
    }
}

#[tokio::test]
async fn whoever_is_signed_in_gets_what_is_there_and_no_more() {
    let portal = Portal::start_with(signing_in(Setup::default())).await;
    let mut browser = portal.browser();
    browser.sign_in(&portal, AVERY).await;
    assert_eq!(browser.get("/admin").await.status, 200);
    assert_eq!(browser.get("/admin/nowhere").await.status, 404);
    assert_eq!(browser.get("/desk/nowhere").await.status, 404);
}
