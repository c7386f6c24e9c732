use crate::{
    directory::Answer,
    harness::{BREACHED, GOOD, Portal},
};
use latchkey_credential_stores::PasswordRefusal;
use latchkey_domain::{AuditKind, OperationKind, OperationState};
use latchkey_processes::{CodeOutcome, PasswordOutcome, Pattern, Refusal, Step};
use latchkey_values::UserStatus;
use std::sync::Arc;

#[tokio::test]
async fn a_reset_sets_signs_out_and_confirms_to_both_addresses() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    assert!(
        portal.directory.writes().is_empty(),
        "nothing changes before the password is chosen"
    );
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
    assert_eq!(portal.directory.writes(), ["reset", "revoke-sessions"]);
    let view = portal.view(id).await;
    assert_eq!(
        (view.step, view.sessions_revoked, view.unlocked),
        (Step::Done, true, false)
    );

    portal.run_jobs().await;
    let mails = portal.mailbox.take();
    assert!(
        mails
            .iter()
            .all(|mail| mail.text.contains("signed out everywhere"))
    );
    let mut to: Vec<_> = mails
        .iter()
        .map(|mail| mail.to.as_str().to_owned())
        .collect();
    to.sort();
    assert_eq!(to, ["alice.private@example.com", "alice@example.com"]);
    assert_eq!(
        portal.audit().await,
        [
            AuditKind::ProcessApplied,
            AuditKind::RequestStarted,
            AuditKind::PersonLookedUp,
            AuditKind::CodeSent,
            AuditKind::PersonVerified,
            AuditKind::OperationIntended,
            AuditKind::OperationSettled,
            AuditKind::RequestCompleted,
            AuditKind::OperationIntended,
            AuditKind::OperationSettled,
            AuditKind::NoticeSent,
            AuditKind::NoticeSent,
        ]
    );
}

#[tokio::test]
async fn a_locked_account_is_unlocked_as_well() {
    let portal = Portal::start().await;
    portal
        .directory
        .change(|person| person.status = UserStatus::LockedOut);
    let id = portal.verified().await;
    assert_eq!(portal.view(id).await.status, Some(UserStatus::LockedOut));
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
    assert_eq!(
        portal.directory.writes(),
        ["reset", "unlock", "revoke-sessions"]
    );
    assert!(portal.view(id).await.unlocked);
}

#[tokio::test]
async fn rules_are_checked_before_the_directory_is_called() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    let refused = |rules: &[&str]| {
        PasswordOutcome::Refused(
            rules
                .iter()
                .map(|rule| Refusal::Rule((*rule).to_owned()))
                .collect(),
        )
    };
    assert_eq!(
        portal.choose(id, "short").await,
        refused(&["min-length", "number"])
    );
    assert_eq!(
        portal.choose(id, "123 my ALICE password").await,
        refused(&["excludes-username"])
    );
    assert!(portal.directory.writes().is_empty());
    assert_eq!(portal.view(id).await.step, Step::Password);
}

#[tokio::test]
async fn a_refusal_of_the_directory_is_explained_and_the_person_may_try_again() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal
        .directory
        .answer_with(Answer::Refused(PasswordRefusal::RecentlyUsed));
    assert_eq!(
        portal.choose(id, GOOD).await,
        PasswordOutcome::Refused(vec![Refusal::RecentlyUsed])
    );
    assert_eq!(portal.view(id).await.step, Step::Password);
    portal.directory.answer_with(Answer::Done);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
}

#[tokio::test]
async fn a_directory_that_is_down_changes_nothing_and_loses_nothing() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal.directory.answer_with(Answer::Unreachable);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::TryAgain);
    portal.directory.set_readable(false);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::TryAgain);
    portal.directory.set_readable(true);
    portal.directory.answer_with(Answer::Done);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
}

#[tokio::test]
async fn somebody_who_became_an_administrator_meanwhile_is_turned_away() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal
        .directory
        .change(|person| person.is_administrator = true);
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::NotPossible);
    assert!(portal.directory.writes().is_empty());
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Over);
}

#[tokio::test]
async fn twenty_submits_at_once_are_one_call() {
    let portal = Arc::new(Portal::start().await);
    let id = portal.verified().await;
    let submits: Vec<_> = (0..20)
        .map(|_| {
            let portal = portal.clone();
            tokio::spawn(async move { portal.choose(id, GOOD).await })
        })
        .collect();
    for submit in submits {
        let outcome = submit.await.expect("no panic");
        assert!(
            matches!(outcome, PasswordOutcome::Done | PasswordOutcome::Unclear),
            "{outcome:?}"
        );
    }
    assert_eq!(
        portal
            .directory
            .writes()
            .iter()
            .filter(|call| **call == "reset")
            .count(),
        1
    );
    assert_eq!(
        portal.choose(id, GOOD).await,
        PasswordOutcome::Done,
        "a later submit shows the result"
    );
    let done = |kind| {
        move |o: &latchkey_domain::Operation| o.kind == kind && o.state == OperationState::Done
    };
    assert_eq!(
        portal
            .operations(id)
            .await
            .into_iter()
            .filter(done(OperationKind::SetPassword))
            .count(),
        1
    );
}

#[tokio::test]
async fn a_password_without_proof_goes_nowhere() {
    let portal = Portal::start().await;
    let id = portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Over);
    assert_eq!(
        portal.submit(id, "").await,
        CodeOutcome::Wrong { tries_left: 4 }
    );
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Over);
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn the_password_is_nowhere_in_the_database() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    let canary = "Canary-7-in-the-coal-mine";
    assert_eq!(portal.choose(id, canary).await, PasswordOutcome::Done);
    portal.run_jobs().await;
    let contents = portal.database_bytes();
    assert!(
        !contents
            .windows(canary.len())
            .any(|window| window == canary.as_bytes())
    );
}

#[tokio::test]
async fn passwords_that_attackers_try_first_are_refused_with_the_reason() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    for (password, reason) in [
        (BREACHED, Refusal::Breached),
        ("blueheron forever 12", Refusal::CompanyWord),
        ("abcdefghijklmnop1", Refusal::Guessable(Pattern::Sequence)),
    ] {
        let outcome = portal.choose(id, password).await;
        assert_eq!(
            outcome,
            PasswordOutcome::Refused(vec![reason]),
            "{password}"
        );
    }
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn a_suggested_password_is_accepted() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    let rules = portal.view(id).await.rules;
    let suggestion = portal
        .engine
        .suggest_password(&rules)
        .expect("a suggestion");
    assert_eq!(portal.choose(id, &suggestion).await, PasswordOutcome::Done);
}
