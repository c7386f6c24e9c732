//! Built files.

use crate::harness::Portal;
use reqwest::Method;

#[tokio::test]
async fn files_have_their_types_and_hashed_ones_are_kept_for_ever() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for (path, content_type, keep) in [
        (
            "/assets/main-0a.css",
            "text/css; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        (
            "/assets/employee-0b.js",
            "text/javascript; charset=utf-8",
            "public, max-age=31536000, immutable",
        ),
        (
            "/assets/employee-0c.wasm",
            "application/wasm",
            "public, max-age=31536000, immutable",
        ),
        (
            "/robots.txt",
            "text/plain; charset=utf-8",
            "public, max-age=3600",
        ),
        ("/favicon.ico", "image/x-icon", "public, max-age=3600"),
    ] {
        let answer = browser.get(path).await;
        assert_eq!(
            (
                answer.status,
                answer.header("content-type"),
                answer.header("cache-control")
            ),
            (200, content_type, keep),
            "{path}"
        );
    }
}

#[tokio::test]
async fn item_62_nothing_outside_the_site_is_served() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for path in [
        "/assets/manifest.json",
        "/assets/latchkey.toml",
        "/assets/",
        "/assets",
        "/manifest.json",
    ] {
        assert_eq!(browser.get(path).await.status, 404, "{path}");
    }
}

#[tokio::test]
async fn an_unchanged_file_is_not_sent_again() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let etag = browser
        .get("/assets/main-0a.css")
        .await
        .header("etag")
        .to_owned();
    let answer = browser
        .send(
            browser
                .request(Method::GET, "/assets/main-0a.css")
                .header("if-none-match", etag),
        )
        .await;
    assert_eq!((answer.status, answer.body.as_str()), (304, ""));
}
