//! A new password in place of the current one.

use crate::{directory::CURRENT, harness::Portal};
use jiff::SignedDuration;
use latchkey_domain::Purpose;
use latchkey_values::UserStatus;

const NEW: &str = "Quiet-Lantern-7-Rivers";

async fn proven(status: UserStatus) -> Portal {
    let portal = Portal::new().await;
    portal.directory.set_status(status);
    portal.prove(Purpose::Change, status).await;
    portal
}

fn fields(current: &str, new: &str) -> String {
    format!("current={current}&password={new}&confirmation={new}")
}

#[tokio::test]
async fn the_current_password_is_replaced() {
    let portal = proven(UserStatus::Active).await;
    let page = portal.get("/change/password").await;
    for (what, times) in [
        (r#"autocomplete="current-password""#, 1),
        (r#"autocomplete="new-password""#, 2),
        ("<leptos-island", 3),
    ] {
        assert_eq!(page.html.matches(what).count(), times, "{what}");
    }
    assert!(
        page.html
            .contains(r#"data-rule="min-length" data-value="12""#)
    );

    let answer = portal
        .post("/do/change/password", &fields(CURRENT, NEW))
        .await;
    assert_eq!(answer.location(), "/change/done");
    assert_eq!(portal.directory.writes().first(), Some(&"change"));
    let page = portal.get("/change/done").await;
    assert!(
        page.title()
            .starts_with("Your new password is set – Change password")
    );
}

#[tokio::test]
async fn everything_that_is_missing_is_named_at_once() {
    let portal = proven(UserStatus::Active).await;
    let page = portal.post_and_follow("/do/change/password", "").await;
    assert!(page.title().starts_with("Error: Current and new password"));
    let summary = page.between(r#"<div role="alert""#, "</div>");
    assert!(summary.contains(r##"<a href="#current">Type your current password."##));
    assert!(summary.contains(r##"<a href="#password">Type a new password."##));
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn a_wrong_current_password_is_counted_and_the_way_closes_before_the_account_locks() {
    let portal = proven(UserStatus::Active).await;
    let wrong = fields("canary-wrong", NEW);
    for (left, at_the_field) in [
        ("2 tries left", true),
        ("1 try left", true),
        ("It cannot be tried again now", false),
    ] {
        let page = portal.post_and_follow("/do/change/password", &wrong).await;
        assert!(page.html.contains(left), "{left}: {}", page.html);
        let marked = page.html.contains(r#"aria-describedby="current-error""#);
        assert_eq!(marked, at_the_field, "{left}: {}", page.html);
        assert!(!page.html.contains("canary"), "never shown again");
    }
    let page = portal
        .post_and_follow("/do/change/password", &fields(CURRENT, NEW))
        .await;
    assert!(page.html.contains("was wrong too often"), "{}", page.html);
    assert!(!page.html.contains(r#"type="password""#), "{}", page.html);
    assert!(page.html.contains("Set a new password without the old one"));
    assert!(portal.directory.writes().is_empty());

    let answer = portal.post("/do/instead/reset", "").await;
    assert_eq!(answer.location(), "/reset/password");
    let new = format!("password={NEW}&confirmation={NEW}");
    let answer = portal.post("/do/reset/password", &new).await;
    assert_eq!(answer.location(), "/reset/done");
}

#[tokio::test]
async fn a_locked_account_is_unlocked_first_or_gets_a_new_password() {
    let portal = proven(UserStatus::LockedOut).await;
    let page = portal.get("/change/password").await;
    assert!(page.title().starts_with("Your account is locked"));
    assert!(!page.html.contains(r#"type="password""#), "{}", page.html);
    assert!(page.html.contains(r#"action="/do/instead/reset""#));
    let answer = portal.post("/do/instead/unlock", "").await;
    assert_eq!(answer.location(), "/unlock/confirm");
    let answer = portal.post("/do/unlock/confirm", "").await;
    assert_eq!(answer.location(), "/unlock/done");
}

#[tokio::test]
async fn a_reset_of_a_locked_account_may_become_an_unlock() {
    let portal = Portal::new().await;
    portal.directory.set_status(UserStatus::LockedOut);
    portal.prove(Purpose::Reset, UserStatus::LockedOut).await;
    let page = portal.get("/reset/password").await;
    assert!(
        page.html.contains("Keep my password and unlock"),
        "{}",
        page.html
    );
    let answer = portal.post("/do/instead/unlock", "").await;
    assert_eq!(answer.location(), "/unlock/confirm");

    portal.prove(Purpose::Reset, UserStatus::Active).await;
    let page = portal.get("/reset/password").await;
    assert!(!page.html.contains("Keep my password"), "{}", page.html);
}

#[tokio::test]
async fn a_proof_that_is_gone_leads_nowhere_new() {
    let portal = proven(UserStatus::Active).await;
    portal.clock.advance(SignedDuration::from_mins(16));
    let answer = portal.post("/do/instead/reset", "").await;
    assert_eq!(answer.location(), "/reset/password");
    assert_eq!(
        portal.get("/reset/password").await.location(),
        "/change/ended"
    );
    let page = portal.get("/change/ended").await;
    assert!(
        page.html
            .contains("The password change was not finished in time.")
    );
}

#[tokio::test]
async fn a_suggestion_is_made_anew_for_each_look_and_keeps_the_rules() {
    let portal = proven(UserStatus::Active).await;
    let mut seen = Vec::new();
    for path in ["/change/password", "/change/password"] {
        let page = portal.get(path).await;
        let phrase = page
            .between(r#"translate="no" class="suggestion-text">"#, "</code>")
            .to_owned();
        assert!(phrase.len() >= 12, "{phrase}");
        assert!(phrase.bytes().any(|c| c.is_ascii_digit()), "{phrase}");
        seen.push(phrase);
    }
    assert_ne!(seen[0], seen[1]);
}

#[tokio::test]
async fn every_form_of_a_request_names_it() {
    let portal = proven(UserStatus::Active).await;
    let page = portal.get("/change/password").await;
    // The one above chooses a language, which is no request's matter.
    let (_, main) = page.html.split_once("<main").expect("a main part");
    let forms = main.matches("<form").count();
    let named = main.matches(r#"type="hidden" name="request""#).count();
    assert!(forms > 1);
    assert_eq!(named, forms, "{main}");
}

#[tokio::test]
async fn a_form_of_a_request_that_was_replaced_has_no_effect_and_is_told() {
    let portal = proven(UserStatus::Active).await;
    let replaced = "01900000-0000-7000-8000-000000000000";
    let fields = format!("request={replaced}&{}", fields(CURRENT, NEW));
    let page = portal.post_and_follow("/do/change/password", &fields).await;
    assert!(page.title().starts_with("Error: Who are you?"));
    assert!(
        page.html.contains("What you sent had no effect"),
        "{}",
        page.html
    );
    assert!(page.html.contains("under way in this browser"));
    assert!(portal.directory.writes().is_empty());
}
