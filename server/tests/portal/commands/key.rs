use crate::harness::{Portal, Setup};
use latchkey_domain::AuditKind;
use std::fs;

/// 32 bytes in base64, which no portal made.
const ANOTHER: &str = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\n";

pub(crate) async fn f43_a_portal_with_another_key_than_its_database_does_not_start(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let file = portal.folder.path().join("data/latchkey.key");
    let right = fs::read(&file).expect("a key");
    // The file stays its owner's alone.
    fs::write(&file, ANOTHER).expect("written");
    let refusal = portal.refusal_of_second_node().await;
    assert!(
        refusal.contains("latchkey.key is not the one") && refusal.contains("latchkey key adopt"),
        "{refusal}"
    );
    assert_eq!(fs::read_to_string(&file).expect("there"), ANOTHER);
    fs::write(&file, right).expect("written");
    portal.second_node().await;
}

pub(crate) async fn f43_a_portal_without_the_key_of_its_database_does_not_start(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let file = portal.folder.path().join("data/latchkey.key");
    fs::remove_file(&file).expect("removed");
    let refusal = portal.refusal_of_second_node().await;
    assert!(refusal.contains("latchkey.key is missing"), "{refusal}");
    assert!(
        !file.exists(),
        "a new key would be in the way of the right one"
    );
}

pub(crate) async fn whoever_lost_the_key_can_go_on_with_another(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    fs::remove_file(portal.folder.path().join("data/latchkey.key")).expect("removed");
    for expected in ["accepts this key", "knows this key already"] {
        let (succeeded, said) = portal.command(&["key", "adopt"]);
        assert!(succeeded && said.contains(expected), "{said}");
    }
    portal.second_node().await;
    let trail = portal.audit_trail().await;
    let replaced =
        |record: &&latchkey_domain::AuditRecord| record.event.kind == AuditKind::KeyReplaced;
    assert_eq!(trail.iter().filter(replaced).count(), 1);
}

pub(crate) async fn a_rotated_key_is_used_from_the_next_start_on_and_loses_nothing(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let data = portal.folder.path().join("data");
    let before = fs::read_to_string(data.join("latchkey.key")).expect("a key");
    let (succeeded, said) = portal.command(&["key", "rotate"]);
    assert!(succeeded && said.contains("have a new key"), "{said}");
    let after = fs::read_to_string(data.join("latchkey.key")).expect("a key");
    let kept = fs::read_to_string(data.join("latchkey.key.previous")).expect("kept");
    assert!(after != before && kept == before);
    fs::remove_file(data.join("latchkey.key.previous")).expect("removed");
    let portal = portal.restart().await;
    // The token opens without the key before, or nobody could be looked up.
    portal.browser().identify("alice.winter@example.com").await;
    portal.run_jobs().await;
    assert_eq!(portal.mails().len(), 1);
    let trail = portal.audit_trail().await;
    let of_kind = |kind| {
        trail
            .iter()
            .filter(|record| record.event.kind == kind)
            .count()
    };
    assert_eq!(of_kind(AuditKind::KeyRotated), 1);
    assert_eq!(
        of_kind(AuditKind::ConnectionChanged),
        1,
        "the file was not applied again"
    );
}

pub(crate) async fn a_rotation_that_was_cut_off_is_finished_at_the_next_start(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    let data = portal.folder.path().join("data");
    let before = fs::read(data.join("latchkey.key")).expect("a key");
    let (succeeded, said) = portal.command(&["key", "rotate"]);
    assert!(succeeded, "{said}");
    // As if the power had failed between the commit and the renaming.
    fs::rename(data.join("latchkey.key"), data.join("latchkey.key.next")).expect("renamed");
    fs::rename(
        data.join("latchkey.key.previous"),
        data.join("latchkey.key"),
    )
    .expect("renamed");
    let portal = portal.restart().await;
    assert_ne!(fs::read(data.join("latchkey.key")).expect("a key"), before);
    assert!(!data.join("latchkey.key.next").exists());
    portal.second_node().await;
}
