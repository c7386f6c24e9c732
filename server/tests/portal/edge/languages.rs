//! The language of a page, and the form by which it is chosen.

use crate::harness::{Browser, Portal};
use reqwest::header::ACCEPT_LANGUAGE;

const CHOOSE: &str = "/do/language";

async fn asking_for(browser: &mut Browser, path: &str, languages: &str) -> String {
    let request = browser.page(path).header(ACCEPT_LANGUAGE, languages);
    browser.send(request).await.body
}

#[tokio::test]
async fn a_page_is_in_the_language_the_browser_asks_for_and_staff_pages_are_in_english() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for (path, languages, document) in [
        (
            "/",
            "de-AT,de;q=0.9,en;q=0.8",
            r#"<html lang="de" dir="ltr">"#,
        ),
        ("/reset", "ar", r#"<html lang="ar" dir="rtl">"#),
        ("/nowhere", "ja", r#"<html lang="ja" dir="ltr">"#),
        ("/", "zh-CN", r#"<html lang="en" dir="ltr">"#),
        ("/sign-in", "de", r#"<html lang="en" dir="ltr">"#),
    ] {
        let body = asking_for(&mut browser, path, languages).await;
        assert!(body.contains(document), "{path} {languages}: {body}");
    }
    let endless = "zh,".repeat(3_000);
    let body = asking_for(&mut browser, "/", &endless).await;
    assert!(body.contains(r#"<html lang="en""#), "{body}");
    let sign_in = asking_for(&mut browser, "/sign-in", "de").await;
    assert!(
        !sign_in.contains(CHOOSE),
        "what is in English offers no other language"
    );
}

#[tokio::test]
async fn a_choice_is_kept_and_leads_back_to_the_page_and_nowhere_else() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let chosen = [("language", "fr"), ("page", "/unlock")];
    let answer = browser.post(CHOOSE, &chosen).await;
    assert_eq!((answer.status, answer.location()), (303, "/unlock"));
    let cookies: Vec<_> = answer.headers.get_all("set-cookie").iter().collect();
    let kept = cookies.iter().filter_map(|cookie| cookie.to_str().ok());
    let kept: Vec<_> = kept
        .filter(|cookie| cookie.starts_with("language=fr; "))
        .collect();
    assert_eq!(kept.len(), 1, "{cookies:?}");
    assert!(
        kept[0].contains("HttpOnly") && kept[0].contains("SameSite=Lax"),
        "{kept:?}"
    );

    for (language, page) in [
        ("de", "//evil.example"),
        ("de", "https://evil.example/"),
        ("de", "/do/reset/cancel"),
        ("klingon", "/\\evil.example"),
    ] {
        let mut browser = portal.browser();
        let answer = browser
            .post(CHOOSE, &[("language", language), ("page", page)])
            .await;
        assert_eq!((answer.status, answer.location()), (303, "/"), "{page}");
    }
}

#[tokio::test]
async fn no_other_site_chooses_a_language() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let foreign = browser.request(reqwest::Method::POST, CHOOSE);
    let foreign = foreign
        .header("sec-fetch-site", "cross-site")
        .form(&[("language", "de")]);
    let answer = browser.send(foreign).await;
    assert_eq!(answer.status, 403);
    assert!(!answer.headers.contains_key("set-cookie"));
}

#[tokio::test]
async fn a_refusal_without_a_page_of_its_own_is_said_in_the_readers_language() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let request = browser.form("/reset", &[("login", "x")]);
    let request = request.header(ACCEPT_LANGUAGE, "es");
    let answer = browser.send(request).await;
    assert_eq!(answer.status, 405);
    assert!(
        answer.body.contains(r#"<html lang="es""#),
        "{}",
        answer.body
    );
    assert!(
        answer.body.contains("Esta dirección no se puede usar así"),
        "{}",
        answer.body
    );
}
