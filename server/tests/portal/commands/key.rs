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
