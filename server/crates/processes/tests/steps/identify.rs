use crate::harness::Portal;
use latchkey_credential_stores::{Group, ManagedBy};
use latchkey_processes::{CodeOutcome, Step};
use latchkey_values::UserStatus;

#[tokio::test]
async fn the_code_goes_to_the_recovery_address_and_only_there() {
    let portal = Portal::start().await;
    portal.identify("Alice@Example.com ").await;
    assert!(
        portal.mailbox.take().is_empty(),
        "nothing leaves before the job runs"
    );
    portal.run_jobs().await;
    let mails = portal.mailbox.take();
    assert_eq!(mails.len(), 1);
    assert_eq!(mails[0].to.as_str(), "alice.private@example.com");
}

#[tokio::test]
async fn without_a_recovery_address_the_code_goes_to_the_primary_one() {
    let portal = Portal::start().await;
    portal.directory.change(|person| person.recovery = None);
    portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    assert_eq!(portal.mailbox.take_code().1, "alice@example.com");
}

#[tokio::test]
async fn people_the_portal_does_not_serve_walk_a_decoy() {
    let nobody = Portal::start().await;
    assert_decoy(&nobody, "nobody@example.com", 0).await;

    let shared = Portal::start().await;
    shared.directory.share_the_address();
    assert_decoy(&shared, "alice@example.com", 0).await;

    let excluded = Portal::start().await;
    let group = Group {
        id: "00g2".into(),
        name: "No self-service".into(),
    };
    excluded
        .directory
        .change(|person| person.groups.push(group));
    assert_decoy(&excluded, "alice@example.com", 0).await;
}

#[tokio::test]
async fn known_people_who_cannot_be_served_are_told_at_their_own_address() {
    for status in [
        UserStatus::Suspended,
        UserStatus::Deprovisioned,
        UserStatus::Staged,
        UserStatus::Provisioned,
    ] {
        let portal = Portal::start().await;
        portal.directory.change(|person| person.status = status);
        assert_decoy(&portal, "alice@example.com", 1).await;
    }
    let portal = Portal::start().await;
    portal
        .directory
        .change(|person| person.managed_by = ManagedBy::Elsewhere);
    assert_decoy(&portal, "alice@example.com", 1).await;
    let portal = Portal::start().await;
    portal
        .directory
        .change(|person| person.is_administrator = true);
    assert_decoy(&portal, "alice@example.com", 1).await;
}

/// The request looks like any other; no code fits; `mails` notices and no code were sent.
async fn assert_decoy(portal: &Portal, login: &str, mails: usize) {
    let id = portal.identify(login).await;
    let before = portal.view(id).await;
    portal.run_jobs().await;
    let after = portal.view(id).await;
    assert_eq!(after.step, Step::Code);
    assert_eq!(
        (after.tries_left, after.codes_left),
        (before.tries_left, before.codes_left)
    );
    assert!(after.rules.is_empty() && after.status.is_none());
    let sent = portal.mailbox.take();
    assert_eq!(sent.len(), mails);
    assert!(sent.iter().all(|mail| !mail.subject.contains("code")));
    assert_eq!(
        portal.submit(id, "123456").await,
        CodeOutcome::Wrong { tries_left: 4 }
    );
    assert!(portal.directory.writes().is_empty());
}
