//! What becomes of forms: right, wrong, empty and forged ones.

use crate::harness::{CODE, Portal};
use http::StatusCode;
use jiff::SignedDuration;
use latchkey_values::UserStatus;

#[tokio::test]
async fn an_empty_login_is_explained_on_the_page_of_the_form() {
    let portal = Portal::new().await;
    for fields in ["", "login=", "login=%20%E2%80%8B"] {
        let page = portal.post_and_follow("/do/reset/identify", fields).await;
        assert!(
            page.title().starts_with("Error: Who are you?"),
            "{}",
            page.title()
        );
        let summary = page.between(r#"<div role="alert""#, "</div>");
        assert!(
            summary.contains(r##"<a href="#login">Type your username"##),
            "{summary}"
        );
        assert!(
            summary.contains("autofocus"),
            "it takes the focus: {summary}"
        );
        assert!(
            page.html
                .contains(r#"aria-describedby="login-hint login-error""#)
        );
        assert!(page.html.contains(r#"aria-invalid="true""#));
    }
}

#[tokio::test]
async fn a_good_login_clears_the_error_before() {
    let portal = Portal::new().await;
    portal.post("/do/reset/identify", "login=").await;
    portal.begin().await;
    let page = portal.get("/reset").await;
    assert!(!page.html.contains("error-summary"), "{}", page.html);
    assert!(
        page.html
            .contains(r#"<a href="/reset/code">Go on with it</a>"#),
        "{}",
        page.html
    );
}

#[tokio::test]
async fn fields_that_no_form_has_are_refused() {
    let portal = Portal::new().await;
    let answer = portal
        .post("/do/reset/identify", "login=alice&admin=yes")
        .await;
    assert_eq!(answer.location(), "/", "nothing was begun");
    assert!(answer.html.contains("bad-request"), "{}", answer.html);
    assert_eq!(portal.cookie(), None);
}

#[tokio::test]
async fn item_54_what_was_typed_stays_text() {
    let portal = Portal::new().await;
    let typed = "login=%3Cscript%3Ealert(1)%3C/script%3E%22%27";
    let page = portal.post_and_follow("/do/reset/identify", typed).await;
    assert!(
        page.html.contains("&lt;script&gt;alert(1)"),
        "{}",
        page.html
    );
    assert!(!page.html.contains("<script>alert"), "{}", page.html);
}

#[tokio::test]
async fn item_43_the_session_gets_a_new_id_at_the_start_and_after_the_proof() {
    let portal = Portal::new().await;
    portal.post("/do/reset/identify", "login=").await;
    let before = portal.cookie();
    let request = portal.begin().await;
    let begun = portal.cookie();
    assert_ne!(before, begun);
    portal.set_code(request).await;
    let answer = portal.post("/do/reset/code", &format!("code={CODE}")).await;
    assert_eq!(answer.location(), "/reset/password");
    assert_ne!(begun, portal.cookie());
    assert!(
        portal
            .get("/reset/password")
            .await
            .html
            .contains("Choose a new password")
    );
}

#[tokio::test]
async fn a_slip_of_the_finger_costs_no_try_and_a_wrong_code_does() {
    let portal = Portal::new().await;
    let request = portal.begin().await;
    portal.set_code(request).await;
    for fields in ["", "code=12345", "code=abcdef"] {
        let page = portal.post_and_follow("/do/reset/code", fields).await;
        assert!(page.title().starts_with("Error: "), "{fields}");
        assert!(!page.html.contains("left with it"), "{fields}");
    }
    let page = portal
        .post_and_follow("/do/reset/code", "code=000000")
        .await;
    assert!(
        page.html.contains("You have 4 tries left with it."),
        "{}",
        page.html
    );
}

#[tokio::test]
async fn a_second_code_has_to_be_waited_for() {
    let portal = Portal::new().await;
    portal.begin().await;
    let page = portal.post_and_follow("/do/reset/resend", "").await;
    assert!(
        page.html.contains("A code was sent just now."),
        "{}",
        page.html
    );
    portal.clock.advance(SignedDuration::from_mins(2));
    let page = portal.post_and_follow("/do/reset/resend", "").await;
    assert!(
        page.html.contains("A new code is on its way."),
        "{}",
        page.html
    );
    assert!(
        page.html.contains("You can have 1 more code."),
        "{}",
        page.html
    );
}

#[tokio::test]
async fn passwords_that_differ_or_cannot_be_are_explained_and_never_shown_again() {
    let portal = Portal::new().await;
    portal.begin_and(UserStatus::Active, |_| {}).await;
    let cases = [
        ("", "Type a new password."),
        (
            "password=canary-1&confirmation=canary-2",
            "The two passwords are not the same.",
        ),
        ("password=canary%F0%9F%98%80&confirmation=x", "an emoji"),
    ];
    for (fields, said) in cases {
        let page = portal.post_and_follow("/do/reset/password", fields).await;
        assert!(page.html.contains(said), "{fields}: {}", page.html);
        assert!(!page.html.contains("canary"), "{fields}");
    }
}

#[tokio::test]
async fn trouble_behind_a_form_leads_to_the_page_about_trouble() {
    let portal = Portal::new().await;
    portal.begin_and(UserStatus::Active, |_| {}).await;
    // The process names a credential store this portal does not have.
    let fields = "password=A-long-password-1&confirmation=A-long-password-1";
    let answer = portal.post("/do/reset/password", fields).await;
    assert_eq!(answer.location(), "/unavailable");
}

#[tokio::test]
async fn forms_without_a_request_lead_to_the_start() {
    for form in ["code", "resend", "password"] {
        let portal = Portal::new().await;
        let fields = "code=123456&password=A-long-password-1&confirmation=A-long-password-1";
        let own: Vec<_> = fields
            .split('&')
            .filter(|field| belongs(form, field))
            .collect();
        let page = portal
            .post_and_follow(&format!("/do/reset/{form}"), &own.join("&"))
            .await;
        assert!(
            page.html.contains("Please start again."),
            "{form}: {}",
            page.html
        );
    }
}

fn belongs(form: &str, field: &str) -> bool {
    match form {
        "code" => field.starts_with("code="),
        "password" => !field.starts_with("code="),
        _ => false,
    }
}

#[tokio::test]
async fn starting_again_forgets_the_browser() {
    let portal = Portal::new().await;
    portal.begin().await;
    let answer = portal.post("/do/reset/cancel", "").await;
    assert_eq!(answer.location(), "/reset");
    let page = portal.get("/reset/code").await;
    assert_eq!(
        (page.status, page.location()),
        (StatusCode::SEE_OTHER, "/reset")
    );
}
