//! Passwords that the portal makes: shown once, on the screen or behind a mailed link.

use crate::{
    directory::Answer,
    harness::{GOOD, Portal, process},
};
use jiff::SignedDuration;
use latchkey_credential_stores::PasswordRefusal;
use latchkey_domain::{
    AuditKind, Digest, OperationState, PasswordLink, PasswordSource, Process, Purpose, ResetOptions,
};
use latchkey_processes::{Limits, LinkOutcome, PasswordOutcome, Refusal, Step};
use latchkey_values::{RequestId, UserStatus};
use std::sync::Arc;

fn making(password: PasswordSource) -> Process {
    let reset = ResetOptions {
        password,
        must_change: true,
        minutes: 20,
    };
    Process { reset, ..process() }
}

async fn portal_that_shows() -> Portal {
    Portal::start_with(&making(PasswordSource::ShownOnce), Limits::default()).await
}

async fn portal_that_mails() -> Portal {
    Portal::start_with(&making(PasswordSource::MailedLink), Limits::default()).await
}

/// The link in the newest mail, by its digest.
fn mailed(portal: &Portal) -> Digest {
    let mail = portal.mailbox.take().pop().expect("a mail");
    assert_eq!(mail.to.as_str(), "alice.private@example.com");
    let address = "https://password.example.com/reset/link?token=";
    let token = mail.text.split_once(address).expect("a link").1;
    PasswordLink::digest_of(token.split_whitespace().next().expect("a token"))
}

/// Alice, proven, with a link in her mailbox.
async fn linked(portal: &Portal) -> (RequestId, Digest) {
    let id = portal.verified().await;
    assert_eq!(portal.ask_for_link(id).await, LinkOutcome::Sent);
    portal.run_jobs().await;
    (id, mailed(portal))
}

#[tokio::test]
async fn a_made_password_is_set_shown_once_and_to_be_changed() {
    let portal = portal_that_shows().await;
    let id = portal.verified().await;
    assert_eq!(portal.show(id, None).await, None, "nothing is made yet");
    assert_eq!(portal.make(id, None).await, PasswordOutcome::Done);
    assert_eq!(
        portal.directory.writes(),
        ["reset", "expire-password", "revoke-sessions"]
    );
    let set = portal.directory.passwords();
    assert_eq!(portal.view(id).await.step, Step::Done);
    assert_eq!(portal.show(id, None).await.as_ref(), set.first());
    portal.pass(SignedDuration::from_secs(5));
    assert_eq!(portal.show(id, None).await, None, "once");
    let audit = portal.audit().await;
    let shown = audit
        .iter()
        .filter(|kind| **kind == AuditKind::PasswordShown);
    assert_eq!(shown.count(), 1);
    let policy = portal.view(id).await.rules;
    assert!(policy.iter().all(|rule| rule.is_met(&set[0])), "{set:?}");
}

#[tokio::test]
async fn clicks_at_the_same_time_make_one_password() {
    let portal = Arc::new(portal_that_shows().await);
    let id = portal.verified().await;
    let clicks = (0..5).map(|_| {
        let portal = Arc::clone(&portal);
        tokio::spawn(async move { portal.make(id, None).await })
    });
    for click in clicks.collect::<Vec<_>>() {
        let outcome = click.await.expect("finishes");
        assert!(matches!(
            outcome,
            PasswordOutcome::Done | PasswordOutcome::Unclear
        ));
    }
    assert_eq!(portal.directory.passwords().len(), 1);
}

#[tokio::test]
async fn a_second_click_may_look_again_until_the_password_is_noted() {
    let portal = portal_that_shows().await;
    let id = portal.verified().await;
    assert_eq!(portal.make(id, None).await, PasswordOutcome::Done);
    let first = portal.show(id, None).await;
    assert!(first.is_some());
    portal.pass(SignedDuration::from_secs(4));
    assert_eq!(portal.show(id, None).await, first);
    portal.pass(SignedDuration::from_secs(1));
    assert_eq!(portal.show(id, None).await, None, "a look prolongs nothing");

    let id = portal.verified().await;
    assert_eq!(portal.make(id, None).await, PasswordOutcome::Done);
    assert!(portal.show(id, None).await.is_some());
    let noted = portal.engine.forget_shown_password(id, None).await;
    noted.expect("answers");
    assert_eq!(portal.show(id, None).await, None);
}

#[tokio::test]
async fn a_lost_answer_loses_no_password() {
    let portal = portal_that_shows().await;
    let id = portal.verified().await;
    portal.directory.answer_with(Answer::DoneButLost);
    assert_eq!(portal.make(id, None).await, PasswordOutcome::Unclear);
    assert_eq!(portal.show(id, None).await, None, "nobody knows yet");
    portal.pass(SignedDuration::from_secs(5));
    portal.run_jobs().await;
    assert_eq!(portal.view(id).await.step, Step::Done);
    let shown = portal.show(id, None).await;
    assert_eq!(shown.as_ref(), portal.directory.passwords().first());
    assert_eq!(
        portal.directory.writes(),
        ["reset", "expire-password", "revoke-sessions"]
    );
}

#[tokio::test]
async fn a_password_that_was_not_set_is_never_shown() {
    let portal = portal_that_shows().await;
    let id = portal.verified().await;
    portal.directory.answer_with(Answer::Unreachable);
    assert_eq!(portal.make(id, None).await, PasswordOutcome::TryAgain);
    portal
        .directory
        .answer_with(Answer::Refused(PasswordRefusal::TooYoung));
    let refused = PasswordOutcome::Refused(vec![Refusal::TooYoung]);
    assert_eq!(portal.make(id, None).await, refused);
    assert_eq!(portal.show(id, None).await, None);
    portal.directory.answer_with(Answer::Done);
    assert_eq!(portal.make(id, None).await, PasswordOutcome::Done);
    let made = portal.directory.passwords();
    assert_eq!(made.len(), 3);
    assert_eq!(portal.show(id, None).await.as_ref(), made.last());
}

#[tokio::test]
async fn a_made_password_that_nobody_looks_at_is_forgotten_after_its_minutes() {
    let portal = portal_that_shows().await;
    let id = portal.verified().await;
    assert_eq!(portal.make(id, None).await, PasswordOutcome::Done);
    portal.pass(SignedDuration::from_mins(20));
    assert_eq!(portal.show(id, None).await, None);
}

#[tokio::test]
async fn a_locked_account_is_unlocked_before_its_password_expires() {
    let portal = portal_that_shows().await;
    portal
        .directory
        .change(|person| person.status = UserStatus::LockedOut);
    let id = portal.verified().await;
    assert_eq!(portal.make(id, None).await, PasswordOutcome::Done);
    assert_eq!(
        portal.directory.writes(),
        ["reset", "unlock", "expire-password", "revoke-sessions"]
    );
}

#[tokio::test]
async fn a_process_that_makes_passwords_takes_no_chosen_one_and_the_other_way_round() {
    let portal = portal_that_shows().await;
    let id = portal.verified().await;
    let chosen = portal.choose(id, GOOD).await;
    assert_eq!(chosen, PasswordOutcome::NotPossible);
    assert_eq!(portal.ask_for_link(id).await, LinkOutcome::NotPossible);

    let portal = Portal::start().await;
    let id = portal.verified().await;
    assert_eq!(portal.make(id, None).await, PasswordOutcome::NotPossible);
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn a_made_password_stands_in_the_database_sealed_only() {
    let portal = portal_that_shows().await;
    let id = portal.verified().await;
    assert_eq!(portal.make(id, None).await, PasswordOutcome::Done);
    let password = portal.directory.passwords().remove(0);
    let holds = |bytes: &[u8]| {
        bytes
            .windows(password.len())
            .any(|window| window == password.as_bytes())
    };
    assert!(!holds(&portal.database_bytes()));
    assert_eq!(portal.show(id, None).await, Some(password.clone()));
    portal.run_jobs().await;
    assert!(!holds(&portal.database_bytes()));
}

#[tokio::test]
async fn a_mailed_link_makes_a_password_and_only_its_side_sees_it() {
    let portal = portal_that_mails().await;
    let (id, link) = linked(&portal).await;
    assert_eq!(portal.follow(&link).await, Some(id));
    assert!(
        portal.directory.writes().is_empty(),
        "opening changes nothing"
    );
    assert_eq!(portal.make(id, None).await, PasswordOutcome::Over);
    let forged = PasswordLink::digest_of("guess");
    assert_eq!(portal.make(id, Some(&forged)).await, PasswordOutcome::Over);
    assert_eq!(portal.make(id, Some(&link)).await, PasswordOutcome::Done);
    assert_eq!(portal.show(id, None).await, None, "not without the mailbox");
    assert_eq!(portal.show(id, Some(&forged)).await, None);
    let shown = portal.show(id, Some(&link)).await;
    assert_eq!(shown.as_ref(), portal.directory.passwords().first());
    let elsewhere = portal.engine.forget_shown_password(id, None).await;
    elsewhere.expect("answers");
    assert_eq!(
        portal.show(id, Some(&link)).await,
        shown,
        "not forgotten from elsewhere"
    );
    assert_eq!(portal.make(id, Some(&link)).await, PasswordOutcome::Done);
    assert_eq!(portal.directory.passwords().len(), 1, "a link works once");
}

#[tokio::test]
async fn a_link_outlives_the_request_and_ends_after_its_minutes() {
    let portal = portal_that_mails().await;
    let (id, link) = linked(&portal).await;
    portal.pass(SignedDuration::from_mins(19));
    portal.run_jobs().await;
    assert_eq!(portal.follow(&link).await, Some(id));
    portal.pass(SignedDuration::from_mins(1));
    assert_eq!(portal.follow(&link).await, None);
    assert_eq!(portal.make(id, Some(&link)).await, PasswordOutcome::Over);
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn a_newer_link_kills_the_older_and_two_clicks_send_one() {
    let portal = portal_that_mails().await;
    let (id, first) = linked(&portal).await;
    assert_eq!(portal.ask_for_link(id).await, LinkOutcome::Sent);
    portal.run_jobs().await;
    assert!(
        portal.mailbox.take().is_empty(),
        "the second click was too soon"
    );
    portal.pass(SignedDuration::from_secs(30));
    assert_eq!(portal.ask_for_link(id).await, LinkOutcome::Sent);
    portal.run_jobs().await;
    let second = mailed(&portal);
    assert_eq!(portal.follow(&first).await, None);
    assert_eq!(portal.follow(&second).await, Some(id));
}

#[tokio::test]
async fn a_mail_that_fails_is_sent_again_with_another_link() {
    let portal = portal_that_mails().await;
    let id = portal.verified().await;
    portal.mailbox.fail_next(1);
    assert_eq!(portal.ask_for_link(id).await, LinkOutcome::Sent);
    portal.run_jobs().await;
    portal.pass(SignedDuration::from_mins(1));
    portal.run_jobs().await;
    let link = mailed(&portal);
    assert_eq!(portal.make(id, Some(&link)).await, PasswordOutcome::Done);
}

#[tokio::test]
async fn nobody_gets_more_than_five_links_a_day() {
    let portal = portal_that_mails().await;
    let id = portal.verified().await;
    for _ in 0..5 {
        assert_eq!(portal.ask_for_link(id).await, LinkOutcome::Sent);
        portal.pass(SignedDuration::from_secs(31));
    }
    let sixth = portal.ask_for_link(id).await;
    assert!(matches!(sixth, LinkOutcome::TooMany { .. }), "{sixth:?}");
    portal.run_jobs().await;
    assert_eq!(portal.mailbox.take().len(), 1, "only the newest is mailed");
}

#[tokio::test]
async fn a_link_is_dead_once_the_account_changed() {
    let portal = portal_that_mails().await;
    let (id, link) = linked(&portal).await;
    portal
        .directory
        .change(|person| person.recovery = "new@example.com".parse().ok());
    let outcome = portal.make(id, Some(&link)).await;
    assert_eq!(outcome, PasswordOutcome::NotPossible);
    assert!(portal.directory.writes().is_empty());
}

#[tokio::test]
async fn a_change_of_a_known_password_is_chosen_all_the_same() {
    let portal = portal_that_shows().await;
    let id = portal.verified_for(Purpose::Change).await;
    portal.change(id, crate::directory::CURRENT).await;
    assert_eq!(portal.directory.writes(), ["change", "revoke-sessions"]);
    let operations = portal.operations(id).await;
    assert!(operations.iter().all(|o| o.state == OperationState::Done));
}
