//! Mails to people whose password ends.

use crate::{
    harness::{Portal, process},
    people::Trouble,
};
use jiff::{SignedDuration, Timestamp};
use latchkey_credential_stores::{Group, Person};
use latchkey_domain::{AuditKind, Process, ProcessKind, Store as _};
use latchkey_jobs::{Runner, RunnerSettings};
use latchkey_processes::{Limits, ReminderPreview, handlers, recurring};
use latchkey_testkit::SeededEntropy;
use latchkey_values::{Clock as _, UserStatus};
use std::sync::Arc;

const A_DAY: SignedDuration = SignedDuration::from_hours(24);

/// A process at `/p/staff` that reminds at nine, which it is.
fn reminding() -> Process {
    let mut process = process();
    let path = "staff".parse().ok();
    process.kind = ProcessKind::SelfService { path };
    process.reminders.password_end.on = true;
    process.reminders.password_end.hour = 9;
    process
}

async fn portal() -> Portal {
    Portal::start_with(&reminding(), Limits::default()).await
}

/// A node that does what comes round by itself.
fn node(portal: &Portal) -> Runner {
    Runner::new(
        Arc::new(portal.store.clone()),
        portal.clock.clone(),
        Arc::new(SeededEntropy::new(9)),
        handlers(&portal.engine),
        RunnerSettings::default(),
    )
    .with_recurring(recurring())
}

async fn run(portal: &Portal) {
    while node(portal).run_due().await > 0 {}
}

/// Somebody like Alice.
fn person(portal: &Portal, name: &str) -> Person {
    let address = format!("{name}@example.com");
    let mut person = portal.directory.alice();
    person.id = format!("00u{name}");
    person.primary = address.parse().ok();
    person.names.login = address;
    person
}

fn in_days(portal: &Portal, days: i32) -> Timestamp {
    portal.clock.now() + A_DAY * days
}

/// To whom mails went since the last look, by address.
fn told(portal: &Portal) -> Vec<String> {
    let mails = portal.mailbox.take();
    let mut to: Vec<_> = mails
        .iter()
        .map(|mail| mail.to.as_str().to_owned())
        .collect();
    to.sort_unstable();
    to
}

#[tokio::test]
async fn each_number_of_days_before_an_end_brings_one_mail_with_the_way_to_a_new_password() {
    let portal = portal().await;
    let bob = (person(&portal, "bob"), in_days(&portal, 15));
    portal.directory.people.add_page(vec![bob]);
    let mut days_of_mails = Vec::new();
    for day in 0..20 {
        run(&portal).await;
        run(&portal).await;
        for mail in portal.mailbox.take() {
            assert_eq!(mail.to.as_str(), "bob@example.com");
            let page = "https://password.example.com/p/staff/change";
            assert!(mail.text.contains(page), "{}", mail.text);
            days_of_mails.push((day, mail.subject));
        }
        portal.pass(A_DAY);
    }
    let subject = |days| format!("Your password ends in {days}");
    assert_eq!(
        days_of_mails,
        [
            (1, subject("14 days")),
            (8, subject("7 days")),
            (14, subject("1 day"))
        ]
    );
    let kinds = portal.audit().await;
    for kind in [AuditKind::RemindersQueued, AuditKind::NoticeSent] {
        assert_eq!(
            kinds.iter().filter(|seen| **seen == kind).count(),
            3,
            "{kind:?}"
        );
    }
}

#[tokio::test]
async fn whom_the_process_does_not_serve_or_who_cannot_sign_in_gets_no_mail() {
    let portal = portal().await;
    let with = |name: &str, change: fn(&mut Person)| {
        let mut person = person(&portal, name);
        change(&mut person);
        (person, in_days(&portal, 7))
    };
    portal.directory.people.add_page(vec![
        with("locked", |person| person.status = UserStatus::LockedOut),
        with("suspended", |person| person.status = UserStatus::Suspended),
        with("deactivated", |person| {
            person.status = UserStatus::Deprovisioned;
        }),
        with("expired", |person| {
            person.status = UserStatus::PasswordExpired;
        }),
        with("admin", |person| person.is_administrator = true),
        with("excluded", |person| {
            person.groups.push(Group {
                id: "00gno".into(),
                name: "No self-service".into(),
            });
        }),
        (person(&portal, "later"), in_days(&portal, 40)),
        (person(&portal, "past"), in_days(&portal, -1)),
    ]);
    let found = portal.engine.preview_reminders(&reminding()).await;
    let found = found.expect("answers").expect("reachable");
    let expected = ReminderPreview {
        people: 8,
        reminded: 1,
        is_complete: true,
    };
    assert_eq!(found, expected);
    run(&portal).await;
    assert_eq!(told(&portal), ["locked@example.com"]);
}

#[tokio::test]
async fn a_walk_begins_at_its_hour_and_only_where_it_is_switched_on() {
    let mut later = reminding();
    later.reminders.password_end.hour = 11;
    let portal = Portal::start_with(&later, Limits::default()).await;
    let bob = (person(&portal, "bob"), in_days(&portal, 7));
    portal.directory.people.add_page(vec![bob]);
    run(&portal).await;
    assert!(portal.directory.people.asked().is_empty(), "it is nine");
    later.reminders.password_end.on = false;
    portal.put(&later).await;
    portal.pass(SignedDuration::from_hours(2));
    run(&portal).await;
    assert!(portal.directory.people.asked().is_empty(), "it is off");
    later.reminders.password_end.on = true;
    portal.put(&later).await;
    portal.pass(SignedDuration::from_mins(15));
    run(&portal).await;
    assert_eq!(told(&portal), ["bob@example.com"]);
}

#[tokio::test]
async fn a_password_that_was_changed_meanwhile_is_not_reminded_of() {
    let portal = portal().await;
    let people = &portal.directory.people;
    people.add_page(vec![(person(&portal, "bob"), in_days(&portal, 7))]);
    people.add_page(Vec::new());
    people.trouble(Trouble::Hangs);
    cut_off(&portal).await;
    people.ends("00ubob", in_days(&portal, 90));
    people.trouble(Trouble::None);
    portal.pass(SignedDuration::from_mins(1));
    run(&portal).await;
    assert_eq!(told(&portal), Vec::<String>::new());
}

/// A node that dies while it waits for the second page.
async fn cut_off(portal: &Portal) {
    let node = node(portal);
    let dying = tokio::spawn(async move { node.run_due().await });
    let second = Some("1".to_owned());
    while portal.directory.people.asked().last() != Some(&second) {
        assert!(!dying.is_finished(), "it should hang");
        tokio::task::yield_now().await;
    }
    dying.abort();
    assert!(dying.await.is_err(), "it was cut off");
}

#[tokio::test]
async fn a_walk_that_was_killed_goes_on_where_it_stopped_and_mails_nobody_twice() {
    let portal = portal().await;
    let people = &portal.directory.people;
    for names in [["ann", "bob"], ["cay", "dan"], ["eve", "fay"]] {
        let page = names.map(|name| (person(&portal, name), in_days(&portal, 7)));
        people.add_page(page.into());
    }
    people.trouble(Trouble::Hangs);
    cut_off(&portal).await;
    people.trouble(Trouble::None);
    run(&portal).await;
    // The lease of the dead node has to run out.
    portal.pass(SignedDuration::from_mins(1));
    run(&portal).await;
    let page = |number: &str| Some(number.to_owned());
    assert_eq!(people.asked(), [None, page("1"), page("1"), page("2")]);
    let everybody = ["ann", "bob", "cay", "dan", "eve", "fay"];
    assert_eq!(
        told(&portal),
        everybody.map(|name| format!("{name}@example.com"))
    );
}

#[tokio::test]
async fn a_walk_whose_place_the_store_forgot_begins_anew_and_mails_nobody_twice() {
    let portal = portal().await;
    let people = &portal.directory.people;
    for name in ["ann", "bob"] {
        people.add_page(vec![(person(&portal, name), in_days(&portal, 7))]);
    }
    people.trouble(Trouble::Forgotten);
    run(&portal).await;
    portal.pass(SignedDuration::from_mins(1));
    run(&portal).await;
    let second = || Some("1".to_owned());
    assert_eq!(people.asked(), [None, second(), None, second()]);
    assert_eq!(told(&portal), ["ann@example.com", "bob@example.com"]);
}

#[tokio::test]
async fn two_nodes_walk_once() {
    let portal = portal().await;
    let bob = (person(&portal, "bob"), in_days(&portal, 7));
    portal.directory.people.add_page(vec![bob]);
    let (one, other) = (node(&portal), node(&portal));
    tokio::join!(one.run_due(), other.run_due());
    run(&portal).await;
    assert_eq!(portal.directory.people.asked(), [None]);
    assert_eq!(told(&portal), ["bob@example.com"]);
}

#[tokio::test]
async fn a_reminder_waits_for_whoever_had_enough_mail() {
    let limits = Limits {
        mails_per_person: 1,
        ..Limits::default()
    };
    let portal = Portal::start_with(&reminding(), limits).await;
    let alice = (portal.directory.alice(), in_days(&portal, 7));
    portal.directory.people.add_page(vec![alice]);
    portal.identify("alice@example.com").await;
    portal.run_jobs().await;
    assert_eq!(portal.mailbox.take().len(), 1, "the code");
    run(&portal).await;
    assert_eq!(told(&portal), Vec::<String>::new());
    portal.pass(SignedDuration::from_hours(1));
    run(&portal).await;
    assert_eq!(told(&portal), ["alice@example.com"]);
    let mut unit = portal.store.read().await.expect("reads");
    let (waiting, dead) = unit.job_counts().await.expect("counted");
    assert_eq!((waiting, dead), (0, 0));
}
