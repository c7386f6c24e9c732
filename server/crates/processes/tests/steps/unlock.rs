use crate::{
    directory::Answer,
    harness::{GOOD, Portal, network, process},
};
use jiff::SignedDuration;
use latchkey_domain::{Offers, OperationState, Process, Purpose};
use latchkey_processes::{ChangeOutcome, Limits, PasswordOutcome, Step, UnlockOutcome};
use latchkey_values::UserStatus;

async fn locked_portal() -> Portal {
    let portal = Portal::start().await;
    portal
        .directory
        .change(|person| person.status = UserStatus::LockedOut);
    portal
}

#[tokio::test]
async fn unlocking_touches_no_password_and_is_confirmed_to_both_addresses() {
    let portal = locked_portal().await;
    let id = portal.verified_for(Purpose::Unlock).await;
    assert_eq!(portal.view(id).await.status, Some(UserStatus::LockedOut));
    assert_eq!(portal.unlock(id).await, UnlockOutcome::Done);
    portal.pass(SignedDuration::from_mins(1));
    portal.run_jobs().await;
    assert_eq!(
        portal.directory.writes(),
        ["unlock"],
        "no sign-out, no password"
    );
    let mails = portal.mailbox.take();
    assert_eq!(mails.len(), 2);
    assert!(mails.iter().all(|mail| mail.subject.contains("unlocked")));
    assert_eq!(portal.view(id).await.step, Step::Done);
    assert!(portal.view(id).await.unlocked);
}

#[tokio::test]
async fn an_unlock_in_a_request_for_a_reset_is_an_unlock_and_nothing_more() {
    let portal = locked_portal().await;
    let id = portal.verified_for(Purpose::Reset).await;
    assert_eq!(portal.unlock(id).await, UnlockOutcome::Done);
    portal.pass(SignedDuration::from_mins(1));
    portal.run_jobs().await;
    assert_eq!(
        portal.directory.writes(),
        ["unlock"],
        "nobody is signed out"
    );
    assert_eq!(portal.view(id).await.purpose, Purpose::Unlock);
}

#[tokio::test]
async fn a_process_that_only_unlocks_sets_no_password() {
    let offers = Offers {
        reset: false,
        unlock: true,
        change: false,
    };
    let process = Process {
        offers,
        ..process()
    };
    let portal = Portal::start_with(&process, Limits::default()).await;
    let id = portal.verified_for(Purpose::Unlock).await;
    let refused = PasswordOutcome::NotPossible;
    assert_eq!(portal.choose(id, GOOD).await, refused);
    assert_eq!(
        portal.change(id, GOOD).await,
        ChangeOutcome::New(refused.clone())
    );
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn an_account_that_is_not_locked_is_left_alone_and_a_reset_is_still_possible() {
    let portal = Portal::start().await;
    let id = portal.verified_for(Purpose::Unlock).await;
    assert_eq!(portal.unlock(id).await, UnlockOutcome::NotLocked);
    assert!(portal.directory.writes().is_empty());
    let changed = portal
        .engine
        .change_purpose(id, Purpose::Reset, network())
        .await;
    assert!(changed.expect("answers"));
    assert_eq!(portal.view(id).await.purpose, Purpose::Reset);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
}

#[tokio::test]
async fn a_reset_after_an_unlock_that_never_arrived_unlocks_too() {
    let portal = locked_portal().await;
    let id = portal.verified_for(Purpose::Unlock).await;
    portal.directory.answer_with(Answer::Unreachable);
    assert_eq!(portal.unlock(id).await, UnlockOutcome::TryAgain);
    portal.directory.answer_with(Answer::Done);
    portal
        .engine
        .change_purpose(id, Purpose::Reset, network())
        .await
        .expect("answers");
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
    assert_eq!(
        portal.directory.writes(),
        ["unlock", "reset", "unlock", "revoke-sessions"]
    );
}

#[tokio::test]
async fn a_lost_answer_to_an_unlock_is_settled_by_reading() {
    let portal = locked_portal().await;
    let id = portal.verified_for(Purpose::Unlock).await;
    portal.directory.answer_with(Answer::Lost);
    assert_eq!(portal.unlock(id).await, UnlockOutcome::Unclear);
    portal.pass(SignedDuration::from_secs(21));
    portal.run_jobs().await;
    assert_eq!(
        portal.operations(id).await[0].state,
        OperationState::NotSent
    );
    assert_eq!(
        portal.view(id).await.step,
        Step::Password,
        "the person may try again"
    );

    assert_eq!(portal.unlock(id).await, UnlockOutcome::Unclear);
    portal
        .directory
        .change(|person| person.status = UserStatus::Active);
    portal.pass(SignedDuration::from_secs(21));
    portal.run_jobs().await;
    assert_eq!(portal.view(id).await.step, Step::Done);
    assert_eq!(portal.directory.writes(), ["unlock", "unlock"]);
}

#[tokio::test]
async fn nobody_changes_purpose_without_proof() {
    let portal = Portal::start().await;
    let id = portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    let changed = portal
        .engine
        .change_purpose(id, Purpose::Unlock, network())
        .await;
    assert!(!changed.expect("answers"));
    assert_eq!(portal.unlock(id).await, UnlockOutcome::Over);
}
