use crate::harness::{Portal, network, network_number};
use jiff::SignedDuration;
use latchkey_credential_stores::{Group, ManagedBy};
use latchkey_domain::AuditKind;
use latchkey_processes::{CodeOutcome, Identified, Step};
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

#[tokio::test]
async fn a_network_is_limited_whether_or_not_the_accounts_exist() {
    let portal = Portal::start().await;
    for number in 0..30 {
        portal
            .identify(&format!("nobody{number}@example.com"))
            .await;
    }
    let limited = portal.try_identify("alice@example.com", network()).await;
    assert!(matches!(limited, Identified::Limited { .. }));
    let elsewhere = portal
        .try_identify("alice@example.com", network_number(8))
        .await;
    assert!(
        matches!(elsewhere, Identified::Started(_)),
        "alice is not blocked for others' tries"
    );
    assert!(portal.audit().await.contains(&AuditKind::StartLimited));

    portal.pass(SignedDuration::from_hours(1));
    assert!(matches!(
        portal.try_identify("alice@example.com", network()).await,
        Identified::Started(_)
    ));
}

#[tokio::test]
async fn spellings_of_one_login_count_together() {
    let portal = Portal::start().await;
    for spelling in [
        "alice@example.com",
        "ALICE@example.com",
        " alice@example.com",
        "alice\u{200b}@example.com",
    ] {
        portal.identify(spelling).await;
    }
    portal.identify("ａlice@example.com").await;
    let limited = portal.try_identify("Alice@example.com", network()).await;
    assert!(matches!(limited, Identified::Limited { .. }));
}

#[tokio::test]
async fn a_person_gets_only_so_much_mail_however_many_networks_ask() {
    let portal = Portal::start().await;
    for number in 0..20 {
        portal
            .try_identify("alice@example.com", network_number(number))
            .await;
        portal.run_jobs().await;
    }
    assert_eq!(portal.mailbox.take().len(), 8);
}
