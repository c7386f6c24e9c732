//! Answers to forms: a bare "see other" to a page of ours, whatever the request said.

use crate::harness::Portal;

#[tokio::test]
async fn items_48_51_nobody_is_sent_where_a_referer_points() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for form in app::FORMS {
        for referer in [
            "https://evil.example/x",
            "//evil.example",
            "/\\evil.example",
            "https:evil.example",
            "javascript:alert(1)",
        ] {
            for body in [
                "",
                "login=a%ffb",
                "surprise=1",
                "code=1&code=2",
                "password=%",
            ] {
                let request = browser
                    .bare_form(form.endpoint, body)
                    .header("sec-fetch-site", "same-origin")
                    .header("referer", referer);
                let answer = browser.send(request).await;
                let what = format!("{} {referer} {body}", form.endpoint);
                assert_eq!((answer.status, answer.body.as_str()), (303, ""), "{what}");
                let location = answer.location();
                assert!(
                    location.starts_with('/')
                        && !location.contains("evil")
                        && !location.contains("__"),
                    "{what}: {location}"
                );
                assert!(
                    !answer.headers.contains_key("serverfnerror")
                        && !answer.headers.contains_key("content-type"),
                    "{what}"
                );
            }
        }
    }
}

#[tokio::test]
async fn item_48_an_error_in_an_address_is_not_shown() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let plain = browser.get("/reset").await;
    for query in [
        "?__path=%2Fdo%2Freset%2Fidentify&__err=eyJjb2RlIjoiYmFkLXJlcXVlc3QifQ%3D%3D",
        "?__err=Q2FsbCArMSA1NTU",
        "?%5f%5ferr=x&__path=y",
    ] {
        let answer = browser.get(&format!("/reset{query}")).await;
        assert_eq!(answer.without_nonces(), plain.without_nonces(), "{query}");
    }
}

#[tokio::test]
async fn a_form_we_do_not_have_does_not_exist() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    for path in [
        "/do/nowhere",
        "/do/reset/identify2",
        "/do/reset",
        "/do/Reset/Identify",
    ] {
        assert_eq!(
            browser.post(path, &[("login", "x")]).await.status,
            404,
            "{path}"
        );
    }
    assert_eq!(
        browser
            .post("/do/reset/identify/", &[("login", "x")])
            .await
            .status,
        404
    );
}

#[tokio::test]
async fn what_a_form_found_wrong_shows_once_and_only_to_its_browser() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let page = browser
        .post_and_follow("/do/reset/identify", &[("login", "   ")])
        .await;
    assert!(page.body.contains("role=\"alert\""), "{}", page.body);
    assert!(
        !portal
            .browser()
            .get("/reset")
            .await
            .body
            .contains("role=\"alert\"")
    );
}

#[tokio::test]
async fn item_1_a_program_that_wants_no_page_learns_no_more_than_a_browser() {
    let portal = Portal::start().await;
    let mut answers = Vec::new();
    for login in ["alice.winter@example.com", "nobody.at.all@example.com"] {
        let mut program = portal.browser();
        let form = program
            .bare_form("/do/reset/identify", "")
            .header("sec-fetch-site", "same-origin");
        let form = form
            .header("accept", "application/json")
            .body(format!("login={login}"));
        let answer = program.send(form).await;
        answers.push((answer.status, answer.location().to_owned(), answer.body));
    }
    assert_eq!(answers[0], answers[1]);
}
