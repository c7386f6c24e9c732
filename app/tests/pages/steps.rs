//! Each step has its page, and nobody reaches another one.

use crate::harness::{EVERYTHING, Portal};
use app::{Place, Stage};
use http::StatusCode;
use latchkey_domain::{OperationKind, OperationState, RequestState};
use latchkey_values::UserStatus;

/// The pages behind the first one.
fn pages() -> impl Iterator<Item = &'static str> {
    let stages = Stage::ALL
        .into_iter()
        .filter(|stage| *stage != Stage::Identify);
    stages.flat_map(|stage| EVERYTHING.map(|purpose| Place::Way(purpose, stage).path()))
}

/// Asserts that of all pages of all purposes only `own` is shown; the others lead to it.
async fn assert_only(portal: &Portal, own: &str) {
    for path in pages() {
        let page = portal.get(path).await;
        if path == own {
            assert_eq!(page.status, StatusCode::OK, "{path}");
        } else {
            assert_eq!(
                (page.status, page.location()),
                (StatusCode::SEE_OTHER, own),
                "{path}"
            );
        }
    }
}

#[tokio::test]
async fn without_a_request_every_step_leads_to_the_first() {
    let portal = Portal::new().await;
    for path in pages() {
        let page = portal.get(path).await;
        let first = path.rsplit_once('/').map(|(first, _)| first);
        assert_eq!(
            (page.status, Some(page.location())),
            (StatusCode::SEE_OTHER, first),
            "{path}"
        );
    }
    assert_eq!(
        portal.cookie(),
        None,
        "looking around leaves nothing behind"
    );
}

#[tokio::test]
async fn before_the_proof_there_is_only_the_code_page_and_it_knows_nobody() {
    let portal = Portal::new().await;
    portal.begin().await;
    assert_only(&portal, "/reset/code").await;
    let page = portal.get("/reset/code").await;
    assert!(page.html.contains("If we know "), "{}", page.html);
    assert!(
        page.html.contains("You have 15 minutes to finish"),
        "{}",
        page.html
    );
    assert!(page.html.contains(r#"autocomplete="one-time-code""#));
    assert!(!page.html.contains("Winter"), "{}", page.html);
}

#[tokio::test]
async fn after_the_proof_the_rules_and_the_account_state_are_shown() {
    let portal = Portal::new().await;
    portal.begin_and(UserStatus::LockedOut, |_| {}).await;
    assert_only(&portal, "/reset/password").await;
    let page = portal.get("/reset/password").await;
    assert!(page.html.contains("also unlocks it"), "{}", page.html);
    assert!(
        page.html
            .contains(r#"data-rule="min-length" data-value="12""#),
        "{}",
        page.html
    );
    assert!(page.html.contains("Not one of your last 4 passwords"));
    assert!(page.html.contains("You will be signed out everywhere"));
    assert_eq!(
        page.html.matches(r#"autocomplete="new-password""#).count(),
        2
    );
}

#[tokio::test]
async fn while_the_outcome_is_open_the_page_looks_again_by_itself() {
    let portal = Portal::new().await;
    let id = portal.begin_and(UserStatus::Active, |request| {
        request.execute().expect("verified");
    });
    let id = id.await;
    portal
        .record(id, OperationKind::SetPassword, OperationState::Intended)
        .await;
    assert_only(&portal, "/reset/working").await;
    let page = portal.get("/reset/working").await;
    assert_eq!(page.headers.get("refresh").expect("set"), "5");
    assert!(
        page.html.contains(r#"href="/reset/working""#),
        "and by hand"
    );
}

#[tokio::test]
async fn an_outcome_nobody_can_find_out_is_not_called_a_success() {
    let portal = Portal::new().await;
    let id = portal.begin_and(UserStatus::Active, |request| {
        request.execute().expect("verified");
    });
    let id = id.await;
    portal
        .record(id, OperationKind::SetPassword, OperationState::Unknown)
        .await;
    assert_only(&portal, "/reset/working").await;
    let page = portal.get("/reset/working").await;
    assert!(page.html.contains("We could not find out"), "{}", page.html);
    assert!(
        !page.headers.contains_key("refresh"),
        "looking again does not help"
    );
}

#[tokio::test]
async fn the_last_page_says_what_was_really_done() {
    let portal = Portal::new().await;
    let id = portal.begin_and(UserStatus::LockedOut, |request| {
        request.execute().expect("verified");
        request.complete().expect("executing");
    });
    let id = id.await;
    assert_only(&portal, "/reset/done").await;
    let page = portal.get("/reset/done").await;
    assert!(!page.html.contains("is unlocked"), "{}", page.html);
    assert!(
        page.html.contains("You are being signed out everywhere"),
        "{}",
        page.html
    );

    portal
        .record(id, OperationKind::Unlock, OperationState::Done)
        .await;
    portal
        .record(id, OperationKind::RevokeSessions, OperationState::Done)
        .await;
    let page = portal.get("/reset/done").await;
    assert!(
        page.html.contains("Your account is unlocked."),
        "{}",
        page.html
    );
    assert!(
        page.html.contains("You were signed out everywhere."),
        "{}",
        page.html
    );
    assert!(page.html.contains(r#"href="https://sign-in.example.com""#));
    assert!(page.html.contains("Was this not you?"));
}

#[tokio::test]
async fn an_ended_request_says_why_and_how_to_go_on() {
    let endings = [
        (RequestState::Blocked, "This reset was stopped"),
        (RequestState::Cancelled, "This reset was ended"),
        (RequestState::Expired, "Time is up"),
    ];
    for (state, said) in endings {
        let portal = Portal::new().await;
        portal
            .begin_and(UserStatus::Active, |request| {
                request.end(state).expect("open");
            })
            .await;
        assert_only(&portal, "/reset/ended").await;
        let page = portal.get("/reset/ended").await;
        assert!(page.title().starts_with(said), "{}", page.title());
        assert!(
            page.html
                .contains(r#"<a href="/reset" class="button">Start again"#),
            "{}",
            page.html
        );
    }
}

#[tokio::test]
async fn each_purpose_has_its_own_pages() {
    for purpose in EVERYTHING {
        let portal = Portal::new().await;
        portal.begin_for(purpose).await;
        assert_only(&portal, Place::Way(purpose, Stage::Code).path()).await;
        portal.prove(purpose, UserStatus::LockedOut).await;
        assert_only(&portal, Place::Way(purpose, Stage::Proven).path()).await;
    }
}
