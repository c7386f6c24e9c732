use crate::house::{House, alias, process};
use latchkey_credential_stores::Group;
use latchkey_domain::{
    Audience, AuditKind, Offers, Process, ProcessKind, Store as _, Verification,
};
use latchkey_mail::NotServedReason;
use latchkey_processes::{Trial, Verdict};
use latchkey_values::UserStatus;

async fn try_as(house: &House, login: &str) -> Trial {
    let login = login.parse().expect("a login");
    let by = house.granted();
    let trial = house.administration.try_as(&by, &login);
    trial.await.expect("answers")
}

fn verdict<'trial>(trial: &'trial Trial, process: &str) -> &'trial Verdict {
    let is_it = |trial: &&latchkey_processes::ProcessTrial| trial.alias.as_str() == process;
    let found = trial.processes.iter().find(is_it);
    &found.expect("a verdict on each process").verdict
}

/// Four processes, each of which has its own reason.
async fn house() -> House {
    let house = House::open().await;
    house.saved(process()).await;
    let with = |name: &str, change: &dyn Fn(&mut Process)| {
        let mut process = Process {
            alias: alias(name),
            ..process()
        };
        change(&mut process);
        process
    };
    for process in [
        with("other", &|_| {}),
        with("staff", &|process| {
            process.audience = Audience::Groups {
                groups: vec!["Staff".into()],
            };
        }),
        with("desk", &|process| {
            (process.active, process.kind) = (false, ProcessKind::ServiceDesk);
        }),
    ] {
        house.saved(process).await;
    }
    house
}

#[tokio::test]
async fn each_process_says_why_it_serves_somebody_or_not() {
    let house = house().await;
    let trial = try_as(&house, "alice@example.com").await;
    let Verdict::Serves(serving) = verdict(&trial, "employees") else {
        panic!("{trial:#?}")
    };
    assert_eq!(serving.verifications, [Verification::EmailCode]);
    let nothing_locked = Offers {
        unlock: false,
        ..Offers::ALL
    };
    assert_eq!(serving.offers, nothing_locked);
    assert_eq!(
        serving.policy.as_ref().map(|policy| policy.min_length),
        Some(12)
    );
    let after = matches!(verdict(&trial, "other"), Verdict::ComesAfter(first) if *first == alias("employees"));
    assert!(after);
    assert!(matches!(
        verdict(&trial, "staff"),
        Verdict::Silent("not-in-audience")
    ));
    assert!(matches!(verdict(&trial, "desk"), Verdict::NotActive));

    let unknown = try_as(&house, "nobody@example.com").await;
    assert!(matches!(verdict(&unknown, "employees"), Verdict::Unknown));
}

#[tokio::test]
async fn administrators_and_locked_and_suspended_people_are_told_apart() {
    let house = house().await;
    house.directory.change(|person| {
        person.status = UserStatus::LockedOut;
        person.groups.push(Group {
            id: "00g2".into(),
            name: "Staff".into(),
        });
    });
    let trial = try_as(&house, "alice@example.com").await;
    assert!(
        matches!(verdict(&trial, "employees"), Verdict::Serves(serving) if serving.offers.unlock)
    );
    assert!(matches!(verdict(&trial, "staff"), Verdict::ComesAfter(_)));
    house
        .directory
        .change(|person| person.is_administrator = true);
    let trial = try_as(&house, "alice@example.com").await;
    let administrator = Verdict::Told(NotServedReason::Administrator);
    assert_eq!(
        format!("{:?}", verdict(&trial, "employees")),
        format!("{administrator:?}")
    );
}

#[tokio::test]
async fn nothing_is_sent_or_stored_but_that_somebody_looked() {
    let house = house().await;
    let before = house.audit().await.len();
    try_as(&house, "alice@example.com").await;
    assert_eq!((house.directory.writes(), house.mails.count()), (0, 0));
    let mut unit = house.store.read().await.expect("reads");
    assert_eq!(unit.job_counts().await.expect("reads"), (0, 0));
    let records = house.audit().await;
    assert_eq!(records.len(), before + 1);
    let event = &records[before].event;
    assert_eq!(event.kind, AuditKind::ProcessTried);
    assert_eq!(event.subject.as_deref(), Some("00u1alice"));
    assert_eq!(event.details["login"], "alice@example.com");
}
