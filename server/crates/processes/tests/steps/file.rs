//! What the configuration file says, and what was changed in the browser since.

use crate::harness::{Portal, process};
use latchkey_domain::{Process, Store as _};
use latchkey_processes::{FileProcesses, Limits, apply_processes};
use latchkey_values::Alias;

fn alias(text: &str) -> Alias {
    text.parse().expect("an alias")
}

async fn apply(portal: &Portal, processes: &[Process]) {
    let file = FileProcesses {
        processes,
        shipped_for: Some(&alias("okta")),
    };
    let applied = apply_processes(&portal.store, portal.clock.as_ref(), file);
    applied.await.expect("applies");
}

async fn names(portal: &Portal) -> Vec<String> {
    let mut unit = portal.store.read().await.expect("reads");
    let processes = unit.processes().await.expect("reads");
    processes.into_iter().map(|process| process.name).collect()
}

fn named(name: &str) -> Process {
    Process {
        name: name.into(),
        ..process()
    }
}

#[tokio::test]
async fn what_the_file_says_the_same_stays_as_the_browser_changed_it() {
    let portal = Portal::start().await;
    let records = portal.audit().await.len();
    portal.put(&named("From the browser")).await;
    apply(&portal, &[process()]).await;
    assert_eq!(names(&portal).await, ["From the browser"]);
    assert_eq!(portal.audit().await.len(), records, "nothing happened");

    apply(&portal, &[named("From the file")]).await;
    assert_eq!(names(&portal).await, ["From the file"]);
    assert_eq!(portal.audit().await.len(), records + 1);
}

#[tokio::test]
async fn what_vanishes_from_the_file_is_removed_and_what_the_browser_made_stays() {
    let second = Process {
        alias: alias("second"),
        ..named("Second")
    };
    let both = [process(), second];
    let portal = Portal::start_with_all(&both, Limits::default()).await;
    let made = Process {
        alias: alias("made"),
        ..named("Made in the browser")
    };
    portal.put(&made).await;
    apply(&portal, &[process()]).await;
    assert_eq!(names(&portal).await, ["Employees", "Made in the browser"]);
}

#[tokio::test]
async fn an_installation_without_any_process_starts_with_two() {
    let portal = Portal::start_with_all(&[], Limits::default()).await;
    for _ in 0..2 {
        apply(&portal, &[]).await;
        let expected = [
            "Employee Self-Service Process for Okta",
            "Service-Desk Process for Okta",
        ];
        assert_eq!(names(&portal).await, expected);
    }
    let mut unit = portal.store.read().await.expect("reads");
    let desk = unit.process(&alias("service-desk")).await.expect("reads");
    assert!(desk.expect("there").active);
    assert_eq!(portal.audit().await.len(), 2);
}
