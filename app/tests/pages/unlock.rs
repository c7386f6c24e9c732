//! An end to the lock: what is said after the proof, and what each answer leads to.

use crate::harness::Portal;
use latchkey_domain::{OperationKind, OperationState, Purpose, RequestState};
use latchkey_values::UserStatus;

async fn proven(status: UserStatus) -> Portal {
    let portal = Portal::new().await;
    portal.directory.set_status(status);
    portal.prove(Purpose::Unlock, status).await;
    portal
}

#[tokio::test]
async fn a_locked_account_is_unlocked_and_nothing_else_happens() {
    let portal = proven(UserStatus::LockedOut).await;
    let page = portal.get("/unlock/confirm").await;
    assert!(page.title().starts_with("Your account is locked – "));
    assert!(page.html.contains("Unlock my account"), "{}", page.html);
    assert!(!page.html.contains(r#"type="password""#), "{}", page.html);

    let answer = portal.post("/do/unlock/confirm", "").await;
    assert_eq!(answer.location(), "/unlock/done");
    assert_eq!(portal.directory.writes(), ["unlock"]);
    let page = portal.get("/unlock/done").await;
    assert!(page.title().starts_with("Your account is unlocked – "));
    assert!(page.html.contains("Your password is still the same."));
    assert!(!page.html.contains("signed out"), "{}", page.html);
}

#[tokio::test]
async fn every_other_status_is_explained_with_its_next_step() {
    for (status, title) in [
        (UserStatus::Active, "Your account is not locked"),
        (UserStatus::PasswordExpired, "Your password has expired"),
        (
            UserStatus::Recovery,
            "Your account waits for a new password",
        ),
    ] {
        let portal = proven(status).await;
        let page = portal.get("/unlock/confirm").await;
        assert!(page.title().starts_with(title), "{}", page.title());
        assert!(!page.html.contains("Unlock my account"), "{status:?}");
        let answer = portal.post("/do/instead/reset", "").await;
        assert_eq!(answer.location(), "/reset/password");
        let page = portal.get("/reset/password").await;
        assert!(page.title().starts_with("Choose a new password"));
        assert_eq!(
            portal.get("/unlock/confirm").await.location(),
            "/reset/password"
        );
    }
}

#[tokio::test]
async fn a_lock_that_ended_meanwhile_is_no_problem_and_costs_no_call() {
    let portal = proven(UserStatus::LockedOut).await;
    portal.directory.set_status(UserStatus::Active);
    let page = portal.post_and_follow("/do/unlock/confirm", "").await;
    assert!(page.title().starts_with("Your account is not locked"));
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn an_unreachable_directory_is_named_and_the_proof_is_kept() {
    let portal = proven(UserStatus::LockedOut).await;
    portal.directory.set_reachable(false);
    let page = portal.post_and_follow("/do/unlock/confirm", "").await;
    assert!(page.title().starts_with("Error: Your account is locked"));
    assert!(page.html.contains("Your account was not unlocked"));
    portal.directory.set_reachable(true);
    let answer = portal.post("/do/unlock/confirm", "").await;
    assert_eq!(answer.location(), "/unlock/done");
}

#[tokio::test]
async fn an_account_that_no_longer_allows_it_ends_the_request() {
    let portal = proven(UserStatus::LockedOut).await;
    portal.directory.set_status(UserStatus::Suspended);
    let answer = portal.post("/do/unlock/confirm", "").await;
    assert_eq!(
        portal.get(answer.location()).await.location(),
        "/unlock/ended"
    );
    let page = portal.get("/unlock/ended").await;
    assert!(
        page.html.contains("can no longer unlock it"),
        "{}",
        page.html
    );
    assert!(page.html.contains(r#"<a href="/unlock" class="button">"#));
}

#[tokio::test]
async fn leaving_everything_gives_the_proof_back() {
    let portal = proven(UserStatus::Active).await;
    let answer = portal.post("/do/unlock/leave", "").await;
    assert_eq!(answer.location(), "/");
    assert_eq!(portal.get("/unlock/confirm").await.location(), "/unlock");
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn what_is_not_offered_is_not_shown() {
    for status in [UserStatus::LockedOut, UserStatus::Active] {
        let portal = Portal::that_offers(Purpose::Unlock).await;
        portal.prove(Purpose::Unlock, status).await;
        let page = portal.get("/unlock/confirm").await;
        assert!(!page.html.contains("Set a new password"), "{}", page.html);
        let answer = portal.post("/do/instead/reset", "").await;
        assert_eq!(answer.location(), "/reset/password");
        assert_eq!(
            portal.get("/reset/password").await.location(),
            "/unlock/confirm"
        );
    }
}

#[tokio::test]
async fn an_open_outcome_is_told_in_the_words_of_the_unlock() {
    for (state, said) in [
        (
            OperationState::Intended,
            "whether your account was unlocked",
        ),
        (OperationState::Unknown, "whether your account was unlocked"),
    ] {
        let portal = Portal::new().await;
        let id = portal.begin_for(Purpose::Unlock).await;
        portal
            .set(id, UserStatus::LockedOut, |request| {
                request.execute().expect("verified");
            })
            .await;
        portal.record(id, OperationKind::Unlock, state).await;
        let page = portal.get("/unlock/working").await;
        assert!(page.html.contains(said), "{}", page.html);
    }
}

#[tokio::test]
async fn an_ended_request_is_called_what_it_was() {
    let portal = Portal::new().await;
    let id = portal.begin_for(Purpose::Unlock).await;
    portal
        .set(id, UserStatus::LockedOut, |request| {
            request.end(RequestState::Blocked).expect("open");
        })
        .await;
    let page = portal.get("/unlock/ended").await;
    assert!(page.title().starts_with("This unlock request was stopped"));
}
