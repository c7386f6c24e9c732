use crate::{
    directory::CURRENT,
    harness::{GOOD, Portal},
};
use jiff::SignedDuration;
use latchkey_domain::{AuditKind, Purpose};
use latchkey_processes::{ChangeOutcome, PasswordOutcome, Step};

const WRONG: &str = "not what it was";

#[tokio::test]
async fn a_change_sets_the_new_password_and_signs_out() {
    let portal = Portal::start().await;
    let id = portal.verified_for(Purpose::Change).await;
    let done = ChangeOutcome::New(PasswordOutcome::Done);
    assert_eq!(portal.change(id, CURRENT).await, done);
    assert_eq!(portal.directory.writes(), ["change", "revoke-sessions"]);
    portal.run_jobs().await;
    assert_eq!(portal.mailbox.take().len(), 2);
    assert_eq!(portal.view(id).await.step, Step::Done);
}

#[tokio::test]
async fn wrong_current_passwords_never_come_near_the_directorys_lockout() {
    let portal = Portal::start().await;
    // Five wrong ones in a row lock the account: two a day are the most that can never add up to it.
    let id = portal.verified_for(Purpose::Change).await;
    assert_eq!(
        portal.change(id, WRONG).await,
        ChangeOutcome::WrongCurrent { tries_left: 1 }
    );
    assert_eq!(
        portal.change(id, WRONG).await,
        ChangeOutcome::WrongCurrent { tries_left: 0 }
    );
    for _ in 0..20 {
        assert!(matches!(
            portal.change(id, WRONG).await,
            ChangeOutcome::Closed { .. }
        ));
    }
    portal.pass(SignedDuration::from_hours(2));
    let another = portal.verified_for(Purpose::Change).await;
    assert!(matches!(
        portal.change(another, CURRENT).await,
        ChangeOutcome::Closed { .. }
    ));
    assert_eq!(portal.directory.writes(), ["change", "change"]);
    let refused = |kind: &&AuditKind| **kind == AuditKind::CurrentPasswordRefused;
    assert_eq!(portal.audit().await.iter().filter(refused).count(), 2);
}

#[tokio::test]
async fn a_right_current_password_uses_up_no_try() {
    let portal = Portal::start().await;
    for _ in 0..4 {
        portal.pass(SignedDuration::from_secs(61));
        let id = portal.verified_for(Purpose::Change).await;
        let done = ChangeOutcome::New(PasswordOutcome::Done);
        assert_eq!(portal.change(id, CURRENT).await, done);
        portal.run_jobs().await;
        portal.mailbox.take();
    }
}

#[tokio::test]
async fn a_closed_change_leaves_the_reset_open() {
    let portal = Portal::start().await;
    let id = portal.verified_for(Purpose::Change).await;
    for _ in 0..3 {
        portal.change(id, WRONG).await;
    }
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::Done);
}
