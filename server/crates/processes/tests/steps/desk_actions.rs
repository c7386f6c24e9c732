//! What agents do for proven callers.

use crate::{
    agents::{ALICE, desk},
    directory::Answer,
};
use jiff::SignedDuration;
use latchkey_domain::{AuditKind, DeskAction, OperationState};
use latchkey_processes::desk::{ActionOutcome, CaseStep};
use latchkey_values::UserStatus;

#[tokio::test]
async fn item_80_the_person_is_told_of_each_action_at_both_addresses() {
    for (action, call, told) in [
        (DeskAction::Unlock, "unlock", "unlocked the account"),
        (DeskAction::SignOut, "revoke-sessions", "out everywhere"),
        (DeskAction::ExpirePassword, "expire-password", "expire"),
    ] {
        let portal = desk().await;
        portal
            .directory
            .change(|person| person.status = UserStatus::LockedOut);
        let id = portal.proven_case().await;
        assert_eq!(portal.act(id, action).await, ActionOutcome::Done);
        portal.run_jobs().await;
        portal.pass(SignedDuration::from_mins(1));
        portal.run_jobs().await;
        assert_eq!(portal.directory.writes(), [call], "and nothing more");
        let mails = portal.mailbox.take();
        assert_eq!(mails.len(), 2, "{action:?}");
        for mail in mails {
            assert!(mail.text.contains(told), "{}", mail.text);
            assert!(mail.text.contains("The service desk"), "{}", mail.text);
        }
        assert_eq!(portal.step(id).await, CaseStep::Done);
    }
}

#[tokio::test]
async fn the_trail_names_agent_person_reason_and_ticket() {
    let portal = desk().await;
    let id = portal.proven_case().await;
    portal.act(id, DeskAction::SignOut).await;
    let records = portal.by_staff().await;
    let kinds: Vec<_> = records.iter().map(|record| record.event.kind).collect();
    let expected = [
        AuditKind::RequestStarted,
        AuditKind::CodeRequested,
        AuditKind::PersonVerified,
        AuditKind::OperationIntended,
    ];
    assert_eq!(kinds, expected);
    for record in &records {
        assert_eq!(record.event.subject.as_deref(), Some(ALICE));
        assert_eq!(record.event.details["staff"]["name"], "Drew");
        assert_eq!(record.event.request, Some(id));
    }
    assert_eq!(records[0].event.details["reason"], "Forgot the password");
    assert_eq!(records[0].event.details["ticket"], "INC0010001");
}

#[tokio::test]
async fn an_account_that_is_not_locked_is_left_alone_and_the_proof_stays() {
    let portal = desk().await;
    let id = portal.proven_case().await;
    let nothing = portal.act(id, DeskAction::Unlock).await;
    assert_eq!(nothing, ActionOutcome::NothingToDo);
    assert!(portal.directory.writes().is_empty());
    assert_eq!(portal.step(id).await, CaseStep::Act);
}

#[tokio::test]
async fn a_lost_answer_is_settled_by_reading_and_nothing_is_repeated() {
    let portal = desk().await;
    portal
        .directory
        .change(|person| person.status = UserStatus::LockedOut);
    let id = portal.proven_case().await;
    portal.directory.answer_with(Answer::Lost);
    let unclear = portal.act(id, DeskAction::Unlock).await;
    assert_eq!(unclear, ActionOutcome::Unclear);
    assert_eq!(portal.step(id).await, CaseStep::Working);
    portal
        .directory
        .change(|person| person.status = UserStatus::Active);
    portal.pass(SignedDuration::from_secs(21));
    portal.run_jobs().await;
    assert_eq!(portal.step(id).await, CaseStep::Done);
    assert_eq!(portal.directory.writes(), ["unlock"]);
    assert_eq!(portal.operations(id).await[0].state, OperationState::Done);
}

#[tokio::test]
async fn what_surely_did_not_happen_gives_the_proof_back() {
    let portal = desk().await;
    portal
        .directory
        .change(|person| person.status = UserStatus::LockedOut);
    let id = portal.proven_case().await;
    portal.directory.answer_with(Answer::Unreachable);
    let again = portal.act(id, DeskAction::Unlock).await;
    assert_eq!(again, ActionOutcome::TryAgain);
    portal.directory.answer_with(Answer::Done);
    assert_eq!(
        portal.act(id, DeskAction::Unlock).await,
        ActionOutcome::Done
    );
}

#[tokio::test]
async fn the_same_action_sent_twice_at_once_is_done_once() {
    let portal = desk().await;
    let id = portal.proven_case().await;
    let both = tokio::join!(
        portal.act(id, DeskAction::SignOut),
        portal.act(id, DeskAction::SignOut)
    );
    let done = [&both.0, &both.1]
        .into_iter()
        .filter(|outcome| **outcome == ActionOutcome::Done);
    assert!(done.count() >= 1, "{both:?}");
    assert_eq!(portal.directory.writes(), ["revoke-sessions"]);
}

#[tokio::test]
async fn whoever_changed_the_password_elsewhere_ends_the_proof() {
    let portal = desk().await;
    let id = portal.proven_case().await;
    portal
        .directory
        .change(|person| person.password_changed = None);
    let outcome = portal.act(id, DeskAction::SignOut).await;
    assert_eq!(outcome, ActionOutcome::NotPossible);
    assert!(portal.directory.writes().is_empty());
    let last = portal.by_staff().await.pop().expect("a record");
    assert_eq!(last.event.kind, AuditKind::RequestEnded);
}
