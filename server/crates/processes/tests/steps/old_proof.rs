//! A proof is worth nothing once what it rests on is another.

use crate::harness::{GOOD, Portal, network, network_number};
use jiff::SignedDuration;
use latchkey_domain::{Purpose, RequestState};
use latchkey_processes::{CodeOutcome, Identified, PasswordOutcome, Step, UnlockOutcome};
use latchkey_values::{RequestId, UserStatus};

/// Alice in a second browser, as far as the proof.
async fn verified_elsewhere(portal: &Portal) -> RequestId {
    let identified = portal
        .try_identify("alice@example.com", network_number(8))
        .await;
    let Identified::Started(id) = identified else {
        panic!("{identified:?}");
    };
    portal.run_jobs().await;
    let (code, _) = portal.mailbox.take_code();
    assert_eq!(portal.submit(id, &code).await, CodeOutcome::Verified);
    id
}

async fn is_worth_nothing(portal: &Portal, id: RequestId) {
    let writes = portal.directory.writes().len();
    assert_eq!(portal.choose(id, GOOD).await, PasswordOutcome::NotPossible);
    assert_eq!(portal.directory.writes().len(), writes, "no call was made");
    let ended = Step::Ended(RequestState::Cancelled);
    assert_eq!(portal.view(id).await.step, ended);
}

#[tokio::test]
async fn item_23_a_new_password_ends_the_proof_of_every_other_request() {
    let portal = Portal::start().await;
    let first = portal.verified().await;
    let second = verified_elsewhere(&portal).await;
    assert_eq!(portal.choose(first, GOOD).await, PasswordOutcome::Done);
    is_worth_nothing(&portal, second).await;
}

#[tokio::test]
async fn item_23_a_password_that_changed_elsewhere_ends_the_proof() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal.directory.change(|person| {
        let before = person.password_changed.expect("has a password");
        person.password_changed = Some(before + SignedDuration::from_secs(1));
    });
    is_worth_nothing(&portal, id).await;
}

#[tokio::test]
async fn item_23_another_address_for_the_code_ends_the_proof() {
    let portal = Portal::start().await;
    let id = portal.verified().await;
    portal.directory.change(|person| person.recovery = None);
    is_worth_nothing(&portal, id).await;
}

#[tokio::test]
async fn item_23_an_unlock_goes_by_the_same_proof() {
    let portal = Portal::start().await;
    let locked = |person: &mut latchkey_credential_stores::Person| {
        person.status = UserStatus::LockedOut;
    };
    portal.directory.change(locked);
    let id = portal.verified_for(Purpose::Unlock).await;
    portal.directory.change(|person| person.recovery = None);
    let unlocked = portal.engine.unlock(id, network()).await;
    assert_eq!(unlocked.expect("answers"), UnlockOutcome::NotPossible);
}
