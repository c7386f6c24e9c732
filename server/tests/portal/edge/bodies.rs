//! Bodies are small.

use crate::harness::Portal;
use reqwest::Method;

#[tokio::test]
async fn items_37_87_a_body_over_the_limit_is_refused() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for size in [16 * 1024, 1 << 20] {
        let request = browser
            .request(Method::POST, "/do/reset/password")
            .header("sec-fetch-site", "same-origin");
        let fields = [("password", "x".repeat(size))];
        assert_eq!(
            browser.send(request.form(&fields)).await.status,
            413,
            "{size}"
        );
    }
}

#[tokio::test]
async fn item_87_many_fields_are_no_trouble() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let request = browser
        .bare_form("/do/reset/identify", "")
        .header("sec-fetch-site", "same-origin");
    let answer = browser.send(request.body("a&".repeat(8_000))).await;
    assert_eq!((answer.status, answer.location()), (303, "/reset"));
}

#[tokio::test]
async fn a_page_is_the_same_with_and_without_a_body() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let with_body = browser
        .request(Method::GET, "/reset")
        .body("login=alice.winter@example.com");
    assert_eq!(
        browser.send(with_body).await.without_nonces(),
        browser.get("/reset").await.without_nonces()
    );
}
