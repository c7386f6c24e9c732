use crate::harness::{Portal, Setup};
use latchkey_domain::{Actor, AuditEvent, AuditKind, Store as _};
use latchkey_values::Clock as _;
use serde_json::Value;

/// Records something a few times.
async fn record(portal: &Portal, count: usize) {
    let at = portal.clock.now();
    let mut unit = portal.store().begin().await.expect("begun");
    for _ in 0..count {
        let event = AuditEvent {
            kind: AuditKind::RequestStarted,
            actor: Actor::Visitor,
            subject: Some("=1+1".into()),
            request: None,
            network: None,
            details: serde_json::Map::new(),
        };
        unit.append_audit(at, event).await.expect("appended");
    }
    unit.commit().await.expect("committed");
}

fn run(portal: &Portal, arguments: &[&str]) -> String {
    let (succeeded, said) = portal.command(arguments);
    assert!(succeeded, "{arguments:?}: {said}");
    said
}

pub(crate) async fn item_88_a_head_kept_elsewhere_is_compared(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    record(&portal, 3).await;
    let head = run(&portal, &["audit", "head"]);
    let head = head.trim();
    record(&portal, 2).await;
    let said = run(&portal, &["audit", "verify", "--head", head]);
    assert!(said.contains("the chain holds"), "{said}");
    let (number, hash) = head.split_once(':').expect("number and hash");
    let later = format!("{}:{hash}", number.parse::<u32>().expect("a number") + 40);
    let (succeeded, said) = portal.command(&["audit", "verify", "--head", &later]);
    assert!(!succeeded && said.contains("cut off"), "{said}");
    let other = format!("{number}:{}", "0".repeat(64));
    let (succeeded, said) = portal.command(&["audit", "verify", "--head", &other]);
    let reason = format!("record {number} is another than the one that was noted");
    assert!(!succeeded && said.contains(&reason), "{said}");
}

pub(crate) async fn an_export_goes_to_a_file_of_its_owner_on_the_record(setup: Setup) {
    use std::os::unix::fs::PermissionsExt as _;
    let portal = Portal::start_with(setup).await;
    record(&portal, 3).await;
    let before = portal.audit_trail().await.len();
    let file = portal.folder.path().join("audit.csv");
    let path = file.to_str().expect("UTF-8");
    let export = ["audit", "export", "--format", "csv", "--output", path];
    run(&portal, &export);
    let table = std::fs::read_to_string(&file).expect("readable");
    assert_eq!(
        table.lines().count(),
        before + 2,
        "a head, and the record of the export"
    );
    assert!(
        table.contains(",'=1+1,") && !table.contains(",=1"),
        "{table}"
    );
    let mode = file.metadata().expect("a file").permissions().mode();
    assert_eq!(mode & 0o777, 0o600);
    let (succeeded, said) = portal.command(&export);
    assert!(
        !succeeded && said.contains("cannot make the file"),
        "{said}"
    );

    let lines = run(&portal, &["audit", "export", "--person", "=1+1"]);
    let lines: Vec<Value> = lines
        .lines()
        .map(|line| serde_json::from_str(line).expect("JSON"))
        .collect();
    assert_eq!(lines.len(), 3);
    let trail = portal.audit_trail().await;
    let told = &trail.last().expect("a record").event;
    assert_eq!(
        (told.kind, told.actor),
        (AuditKind::AuditExported, Actor::Operator)
    );
    assert_eq!(told.details["filter"]["person"], "=1+1");
}

pub(crate) async fn old_records_are_given_up_only_on_request(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    // What starting the portal recorded is from today, so nothing before it counts as old.
    let said = run(&portal, &["audit", "purge", "--keep-days", "400"]);
    assert_eq!(said.trim(), "no record is that old");
    let (succeeded, said) = portal.command(&["audit", "purge", "--keep-days", "3"]);
    assert!(!succeeded && said.contains("30"), "{said}");
}
