//! What becomes of forms: right, wrong, empty and forged ones.

use crate::{
    harness::{CODE, EVERYTHING, Portal},
    setup::name_of,
};
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
async fn a_form_sent_twice_begins_one_request() {
    let portal = Portal::new().await;
    let page = portal.get("/reset").await;
    let mark = page.between(r#"name="form" value=""#, "\"");
    let fields = format!("login=alice&form={mark}");
    for _ in 0..2 {
        let answer = portal.post("/do/reset/identify", &fields).await;
        assert_eq!(answer.location(), "/reset/code");
    }
    assert_eq!(portal.requests_started().await, 1);
    let again = portal.get("/reset").await;
    assert_ne!(
        again.between(r#"name="form" value=""#, "\""),
        mark,
        "each page has its own"
    );
}

#[tokio::test]
async fn once_traffic_looks_automatic_the_page_asks_the_browser_to_work() {
    let portal = Portal::new().await;
    for number in 0..10 {
        let page = portal.get("/reset").await;
        assert!(!page.html.contains("data-work"), "{}", page.html);
        let fields = format!("login=person{number}");
        let answer = portal.post("/do/reset/identify", &fields).await;
        assert_eq!(answer.location(), "/reset/code");
        portal.forget_browser();
    }
    let page = portal
        .post_and_follow("/do/reset/identify", "login=alice")
        .await;
    assert!(
        page.html.contains("There is a lot of traffic"),
        "{}",
        page.html
    );
    assert!(page.html.contains("keyPrefix"), "{}", page.html);
    assert!(page.html.contains(r#"<input type="hidden" name="work""#));
    assert!(page.html.contains("/assets/work.js"), "{}", page.html);
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
async fn whatever_is_typed_as_the_code_costs_a_try_and_is_named() {
    let portal = Portal::new().await;
    let request = portal.begin().await;
    portal.set_code(request).await;
    for (fields, said) in [
        (
            "",
            "Type the six-digit code from the email. You have 4 tries left with it.",
        ),
        (
            "code=12345",
            "A code has six digits and nothing else. You have 3 tries left with it.",
        ),
        (
            "code=000000",
            "That is not the code. You have 2 tries left with it.",
        ),
        (
            "code=%20",
            "Type the six-digit code from the email. You have 1 try left with it.",
        ),
        (
            "code=abcdef",
            "this code no longer works. Ask for a new one below.",
        ),
    ] {
        let page = portal.post_and_follow("/do/reset/code", fields).await;
        assert!(
            page.title().starts_with("Error: Enter the code"),
            "{fields}"
        );
        assert!(page.html.contains(said), "{fields}: {}", page.html);
    }
    let right = format!("code={CODE}");
    let page = portal.post_and_follow("/do/reset/code", &right).await;
    assert!(page.html.contains("no longer works"), "too late");
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
    let portal = Portal::without_directory().await;
    portal.begin_and(UserStatus::Active, |_| {}).await;
    let fields = "password=A-long-password-1&confirmation=A-long-password-1";
    let answer = portal.post("/do/reset/password", fields).await;
    assert_eq!(answer.location(), "/unavailable");
}

#[tokio::test]
async fn forms_without_a_request_lead_to_the_start() {
    let new = "password=A-long-password-1&confirmation=A-long-password-1";
    let change = format!("current=x&{new}");
    let of_the_proof = EVERYTHING.map(name_of).into_iter().flat_map(|name| {
        let forms = [("code", "code=123456"), ("code", ""), ("resend", "")];
        forms.map(|(form, fields)| (format!("{name}/{form}"), fields))
    });
    let own = [
        ("reset/password".to_owned(), new),
        ("unlock/confirm".to_owned(), ""),
        ("change/password".to_owned(), change.as_str()),
        ("instead/reset".to_owned(), ""),
        ("instead/unlock".to_owned(), ""),
    ];
    for (form, fields) in of_the_proof.chain(own) {
        let portal = Portal::new().await;
        let page = portal.post_and_follow(&format!("/do/{form}"), fields).await;
        assert!(
            page.html.contains("Please start again."),
            "{form}: {}",
            page.html
        );
    }
}

#[tokio::test]
async fn an_error_stays_on_the_page_of_its_purpose() {
    let portal = Portal::new().await;
    portal.post("/do/unlock/identify", "login=").await;
    assert!(!portal.get("/reset").await.html.contains("error-summary"));
    assert!(portal.get("/unlock").await.html.contains("error-summary"));
}

#[tokio::test]
async fn too_many_starts_are_answered_with_the_time_to_wait() {
    let portal = Portal::new().await;
    let start = || portal.post_and_follow("/do/unlock/identify", "login=nobody%40example.com");
    for _ in 0..5 {
        assert!(start().await.title().starts_with("Enter the code"));
    }
    let page = start().await;
    assert!(
        page.title().starts_with("Error: Who are you?"),
        "{}",
        page.title()
    );
    let said = page.between("This was tried too often. Try again in ", ",");
    assert!(said.ends_with("minutes") || said == "1 hour", "{said}");
}

#[tokio::test]
async fn the_login_is_in_no_address() {
    for purpose in EVERYTHING {
        let portal = Portal::new().await;
        portal.begin_for(purpose).await;
        let path = format!("/{}/code", name_of(purpose));
        let page = portal.get(&path).await;
        assert!(page.html.contains("alice@example.com"), "it is shown");
        let addresses = [r#"href=""#, r#"action=""#, r#"src=""#]
            .into_iter()
            .flat_map(|attribute| page.html.split(attribute).skip(1))
            .map(|rest| rest.split('"').next().unwrap_or_default());
        for address in addresses {
            assert!(!address.contains("alice"), "{path}: {address}");
        }
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
