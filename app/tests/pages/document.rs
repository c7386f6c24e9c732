//! What every page has in common.

use crate::harness::{NONCE, Portal};
use http::{StatusCode, header};
use latchkey_domain::Purpose;
use latchkey_values::UserStatus;

#[tokio::test]
async fn every_page_has_its_own_title_one_heading_and_the_desk() {
    let portal = Portal::new().await;
    let mut titles = Vec::new();
    let pages = [
        "/",
        "/reset",
        "/unlock",
        "/change",
        "/nothing-here",
        "/unavailable",
    ];
    for path in pages {
        let page = portal.get(path).await;
        assert_eq!(page.html.matches("<h1>").count(), 1, "{path}");
        assert!(
            page.html.contains(r#"<html lang="en" dir="ltr">"#),
            "{path}"
        );
        assert!(page.html.contains(r#"href="tel:+15550100""#), "{path}");
        assert!(page.html.contains("/assets/main-1.css"), "{path}");
        titles.push(page.title().to_owned());
    }
    titles.sort();
    titles.dedup();
    assert_eq!(titles.len(), pages.len(), "{titles:?}");
    assert!(
        titles
            .iter()
            .all(|title| title.ends_with(" – Example &lt;portal&gt;")),
        "{titles:?}"
    );
}

#[tokio::test]
async fn an_unknown_address_is_not_found() {
    let portal = Portal::new().await;
    for path in ["/nothing-here", "/reset/nothing", "/do/reset/code"] {
        let page = portal.get(path).await;
        assert_ne!(page.status, StatusCode::OK, "{path}");
    }
    assert_eq!(
        portal.get("/nothing-here").await.status,
        StatusCode::NOT_FOUND
    );
}

#[tokio::test]
async fn the_page_about_trouble_says_when_to_come_back() {
    let page = Portal::new().await.get("/unavailable").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.headers.contains_key(header::RETRY_AFTER));
}

#[tokio::test]
async fn the_start_page_offers_only_what_the_portal_does() {
    let count = |html: &str, path: &str| html.matches(&format!(r#"<a href="{path}">"#)).count();
    let all = Portal::new().await.get("/").await;
    for path in ["/reset", "/unlock", "/change"] {
        assert_eq!(count(&all.html, path), 1, "{path}");
    }
    let reset = Portal::that_offers(Purpose::Reset).await.get("/").await;
    assert_eq!(count(&reset.html, "/reset"), 3, "{}", reset.html);
    let unlock = Portal::that_offers(Purpose::Unlock).await.get("/").await;
    assert_eq!(count(&unlock.html, "/unlock"), 1);
    assert_eq!(unlock.html.matches("the service desk does it").count(), 2);
    let nothing = Portal::that_offers_nothing().await.get("/").await;
    assert_eq!(
        nothing.html.matches("choice").count(),
        0,
        "{}",
        nothing.html
    );
    assert!(nothing.html.contains("service desk"));
}

#[tokio::test]
async fn the_bundle_is_loaded_only_where_something_is_live() {
    let portal = Portal::new().await;
    for path in [
        "/",
        "/reset",
        "/unlock",
        "/change",
        "/nothing-here",
        "/unavailable",
    ] {
        assert!(!portal.get(path).await.html.contains("employee"), "{path}");
    }
    portal.begin_and(UserStatus::Active, |_| {}).await;
    let page = portal.get("/reset/password").await;
    assert!(
        page.html
            .contains(r#"rel="modulepreload" href="/assets/employee-2.js""#),
        "{}",
        page.html
    );
    assert_eq!(
        page.html.matches("<leptos-island").count(),
        3,
        "{}",
        page.html
    );
    portal.prove(Purpose::Unlock, UserStatus::LockedOut).await;
    let page = portal.get("/unlock/confirm").await;
    assert!(!page.html.contains("employee"), "{}", page.html);
    portal.begin().await;
    let page = portal.get("/reset/code").await;
    assert!(page.html.contains("/assets/employee-3.wasm"));
    assert_eq!(
        page.html.matches("<leptos-island").count(),
        2,
        "{}",
        page.html
    );
}

#[tokio::test]
async fn item_50_the_nonce_stands_nowhere_but_in_nonce() {
    let portal = Portal::new().await;
    portal.begin().await;
    let page = portal.get("/reset/code").await;
    let as_nonce = format!(r#"nonce="{NONCE}""#);
    assert!(page.html.contains(&as_nonce));
    assert_eq!(
        page.html.matches(NONCE).count(),
        page.html.matches(&as_nonce).count()
    );
    let scripts = page.html.matches("<script").count();
    assert_eq!(
        scripts,
        page.html.matches(&as_nonce).count(),
        "each script carries it"
    );
    assert!(
        !page.html.contains("style="),
        "the policy forbids style attributes"
    );
}

#[tokio::test]
async fn what_is_not_offered_has_no_first_step() {
    let portal = Portal::that_offers(Purpose::Unlock).await;
    assert_eq!(portal.get("/unlock").await.status, StatusCode::OK);
    for path in ["/reset", "/change"] {
        let page = portal.get(path).await;
        assert_eq!((page.status, page.location()), (StatusCode::SEE_OTHER, "/"));
    }
    let answer = portal.post("/do/reset/identify", "login=alice").await;
    assert_eq!(answer.location(), "/");
}
