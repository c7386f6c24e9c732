use crate::office::{Office, event};
use jiff::SignedDuration;
use latchkey_administration::{Retention, monitoring::BlockAlert};
use latchkey_domain::{AuditKind, Offers, Process, Purpose, Request};
use latchkey_values::{OsEntropy, RequestId};

async fn office() -> Office {
    let to = ["desk@example.com", "owner@example.com"];
    let alert = BlockAlert {
        people: 3,
        minutes: 60,
        to: to
            .iter()
            .map(|to| to.parse().expect("an address"))
            .collect(),
        tells_owners: false,
    };
    Office::open_with(alert, Retention::default()).await
}

async fn block(office: &Office, limit: &str, shown: &str) {
    let details = [("limit", limit.into()), ("blocked", shown.into())];
    let mut unit = office.begin().await;
    let event = event(AuditKind::Blocked, details);
    unit.append_audit(office.now(), event)
        .await
        .expect("appended");
    unit.commit().await.expect("committed");
}

async fn block_people(office: &Office, count: u32) {
    for number in 0..count {
        block(
            office,
            "starts-of-account",
            &format!("person{number}@example.com"),
        )
        .await;
    }
}

async fn alerts(office: &Office) -> usize {
    let trail = office.trail().await;
    let raised = trail
        .iter()
        .filter(|record| record.event.kind == AuditKind::AlertRaised);
    raised.count()
}

#[tokio::test]
async fn more_blocked_people_than_usual_are_told_of_once_in_a_while() {
    let office = office().await;
    block_people(&office, 4).await;
    for _ in 0..5 {
        office.run_jobs().await;
        office.pass(SignedDuration::from_mins(1));
    }
    assert_eq!(alerts(&office).await, 1);
    let mails = office.mails.take();
    let mut to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["desk@example.com", "owner@example.com"]);
    assert!(
        mails[0].text.contains("4 or more people"),
        "{}",
        mails[0].text
    );
    assert!(!mails[0].text.contains("person0"), "nobody is named");

    office.pass(SignedDuration::from_hours(1));
    office.run_jobs().await;
    assert_eq!(alerts(&office).await, 1, "the blocks are over an hour old");
    block_people(&office, 4).await;
    office.pass(SignedDuration::from_mins(1));
    office.run_jobs().await;
    assert_eq!(alerts(&office).await, 2);
}

#[tokio::test]
async fn as_many_as_usual_and_one_person_in_many_places_are_no_alert() {
    let office = office().await;
    block_people(&office, 3).await;
    for number in 0..9 {
        let shown = format!("person0@example.com from 203.0.113.{number}");
        block(&office, "starts-of-account-in-network", &shown).await;
        block(&office, "starts-of-network", &format!("203.0.113.{number}")).await;
    }
    office.run_jobs().await;
    assert_eq!(alerts(&office).await, 0);
    assert!(office.mails.take().is_empty());
}

/// A process with an owner, to which `login` came.
async fn process_of(office: &Office, name: &str, login: &str) {
    let alias = |text: &str| text.parse().expect("an alias");
    let mut process = Process::new(alias(name), name.into(), alias("okta"), Offers::ALL);
    process.owners = vec![format!("{name}@example.com").parse().expect("an address")];
    let id = RequestId::new(&*office.clock, &OsEntropy);
    let login = login.parse().expect("a login");
    let request = Request::new(id, &process, Purpose::Reset, login, office.now());
    let mut unit = office.begin().await;
    unit.put_process(&process).await.expect("put");
    unit.insert_request(&request, None).await.expect("inserted");
    unit.commit().await.expect("committed");
}

#[tokio::test]
async fn the_owners_of_the_processes_concerned_are_told_where_that_is_wanted() {
    let alert = BlockAlert {
        people: 3,
        minutes: 60,
        to: vec!["desk@example.com".parse().expect("an address")],
        tells_owners: true,
    };
    let office = Office::open_with(alert, Retention::default()).await;
    process_of(&office, "employees", "person0@example.com").await;
    process_of(&office, "partners", "somebody@example.com").await;
    block_people(&office, 4).await;
    office.run_jobs().await;
    let mails = office.mails.take();
    let mut to: Vec<_> = mails.iter().map(|mail| mail.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["desk@example.com", "employees@example.com"]);
}
