//! Passwords that the portal itself remembers and refuses.

use crate::{
    directory::Answer,
    harness::{GOOD, Portal},
};
use jiff::SignedDuration;
use latchkey_domain::{AuditKind, Store as _};
use latchkey_processes::{PasswordOutcome, Refusal};

const OTHER: &str = "another horse 8 battery";

async fn remembered(portal: &Portal) -> usize {
    let mut unit = portal.store.read().await.expect("reads");
    let store = "okta".parse().expect("valid");
    let earlier = unit.earlier_passwords(&store, "00u1alice", 10).await;
    earlier.expect("reads").len()
}

async fn chosen(portal: &Portal, password: &str) -> PasswordOutcome {
    let id = portal.verified().await;
    let outcome = portal.choose(id, password).await;
    portal.pass(SignedDuration::from_mins(20));
    portal.run_jobs().await;
    portal.mailbox.take();
    outcome
}

#[tokio::test]
async fn an_earlier_password_is_refused_until_enough_others_came_after_it() {
    let portal = Portal::start().await;
    portal.directory.set_history(2);
    let used = PasswordOutcome::Refused(vec![Refusal::RecentlyUsed]);
    assert_eq!(chosen(&portal, GOOD).await, PasswordOutcome::Done);
    assert_eq!(chosen(&portal, GOOD).await, used);
    assert_eq!(chosen(&portal, OTHER).await, PasswordOutcome::Done);
    assert_eq!(chosen(&portal, GOOD).await, used);
    let third = chosen(&portal, "yet another horse 9").await;
    assert_eq!(third, PasswordOutcome::Done);
    assert_eq!(chosen(&portal, GOOD).await, PasswordOutcome::Done);
}

#[tokio::test]
async fn what_was_not_set_is_not_remembered_and_without_history_nothing_is() {
    let portal = Portal::start().await;
    assert_eq!(chosen(&portal, GOOD).await, PasswordOutcome::Done);
    assert_eq!(remembered(&portal).await, 0);
    portal.directory.set_history(5);
    portal.directory.answer_with(Answer::Unreachable);
    assert_eq!(chosen(&portal, OTHER).await, PasswordOutcome::TryAgain);
    assert_eq!(remembered(&portal).await, 0);
    portal.directory.answer_with(Answer::DoneButLost);
    assert_eq!(chosen(&portal, OTHER).await, PasswordOutcome::Unclear);
    assert_eq!(remembered(&portal).await, 1, "found out by reading");
}

#[tokio::test]
async fn the_passwords_of_somebody_the_directory_forgot_are_forgotten() {
    let portal = Portal::start().await;
    portal.directory.set_history(3);
    assert_eq!(chosen(&portal, GOOD).await, PasswordOutcome::Done);
    portal.pass(SignedDuration::from_hours(25));
    portal.forget_people().await;
    assert_eq!(remembered(&portal).await, 1, "she is still known");
    portal.directory.forget();
    portal.forget_people().await;
    assert_eq!(remembered(&portal).await, 1, "she is looked for once a day");
    portal.pass(SignedDuration::from_hours(25));
    portal.directory.set_readable(false);
    portal.forget_people().await;
    assert_eq!(remembered(&portal).await, 1, "an outage forgets nobody");
    portal.directory.set_readable(true);
    portal.forget_people().await;
    assert_eq!(remembered(&portal).await, 0);
    let forgotten = AuditKind::EarlierPasswordsForgotten;
    assert!(portal.audit().await.contains(&forgotten));
}
