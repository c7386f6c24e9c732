use crate::house::{House, alias, process};
use latchkey_administration::processes::ProcessSaved;
use latchkey_domain::{
    Actor, AuditKind, Process, ProcessField, ProcessKind, ProcessLimits, Weakening,
};

async fn refused(house: &House, process: Process) -> Vec<ProcessField> {
    match house.save(process).await {
        ProcessSaved::Refused(problems) => problems.iter().map(|problem| problem.field).collect(),
        other => panic!("not refused: {other:?}"),
    }
}

#[tokio::test]
async fn a_process_is_saved_with_its_version_and_recorded_with_the_difference() {
    let house = House::open().await;
    let first = house.saved(process()).await;
    assert_eq!(first.version, 1);
    let renamed = Process {
        name: "Everybody".into(),
        ..first
    };
    let second = house.saved(renamed).await;
    assert_eq!(second.version, 2);
    assert_eq!(house.stored("employees").await, Some(second.clone()));
    let records = house.audit().await;
    assert_eq!(house.audit_kinds().await, [AuditKind::ProcessChanged; 2]);
    let event = &records[1].event;
    assert_eq!(event.actor, Actor::Staff);
    assert_eq!(event.details["before"]["name"], "Employees");
    assert_eq!(event.details["after"]["name"], "Everybody");
    assert_eq!(event.details["staff"]["permission"], "edit-processes");

    assert_eq!(house.saved(second).await.version, 2, "nothing changed");
    assert_eq!(house.audit().await.len(), 2);
}

#[tokio::test]
async fn nobody_overwrites_what_they_did_not_see() {
    let house = House::open().await;
    let seen = house.saved(process()).await;
    let theirs = Process {
        name: "Theirs".into(),
        ..seen.clone()
    };
    let theirs = house.saved(theirs).await;
    let mine = Process {
        name: "Mine".into(),
        ..seen
    };
    assert_eq!(house.save(mine).await, ProcessSaved::Outdated);
    assert_eq!(house.save(process()).await, ProcessSaved::AliasTaken);
    let gone = Process {
        alias: alias("gone"),
        version: 1,
        ..process()
    };
    assert_eq!(house.save(gone).await, ProcessSaved::Outdated);
    assert_eq!(house.stored("employees").await, Some(theirs));
}

#[tokio::test]
async fn what_cannot_work_is_refused_with_the_reason_of_each_setting() {
    let house = House::open().await;
    let mut wrong = process();
    wrong.credential_store = alias("nowhere");
    wrong.verifications.minimum = 2;
    wrong.redirect_url = Some("https://evil.example/".into());
    wrong.limits = ProcessLimits {
        starts_per_account_per_hour: Some(1_000),
        ..ProcessLimits::default()
    };
    let expected = [
        ProcessField::Minimum,
        ProcessField::CredentialStore,
        ProcessField::RedirectUrl,
        ProcessField::Limits,
    ];
    assert_eq!(refused(&house, wrong).await, expected);
    let mut open = process();
    open.verifications.steps.clear();
    assert_eq!(
        refused(&house, open.clone()).await,
        [ProcessField::Verifications]
    );
    assert_eq!(house.stored("employees").await, None);
    assert!(house.audit().await.is_empty());

    open.active = false;
    house.saved(open).await;
}

#[tokio::test]
async fn two_processes_cannot_have_one_page() {
    let house = House::open().await;
    let kind = || ProcessKind::SelfService {
        path: Some(alias("staff")),
    };
    house
        .saved(Process {
            kind: kind(),
            ..process()
        })
        .await;
    let second = Process {
        alias: alias("second"),
        kind: kind(),
        ..process()
    };
    assert_eq!(refused(&house, second).await, [ProcessField::Path]);
}

#[tokio::test]
async fn what_becomes_weaker_is_shown_and_has_to_be_accepted_as_it_was_shown() {
    let house = House::open().await;
    let strict = house.saved(process()).await;
    let weaker = Process {
        revokes_sessions: false,
        ..strict.clone()
    };
    let ProcessSaved::Weaker { weakenings, digest } = house.save(weaker.clone()).await else {
        panic!("not shown")
    };
    assert_eq!(weakenings.len(), 1);
    assert_eq!(weakenings[0].field, ProcessField::RevokesSessions);
    assert_eq!(house.stored("employees").await, Some(strict));

    let weakest = Process {
        enforces_history: false,
        ..weaker.clone()
    };
    let other = house.save_accepting(weakest, Some(digest.clone())).await;
    assert!(
        matches!(other, ProcessSaved::Weaker { .. }),
        "not what was shown"
    );
    let accepted = house.save_accepting(weaker, Some(digest)).await;
    assert!(matches!(accepted, ProcessSaved::Saved(_)), "{accepted:?}");
    let records = house.audit().await;
    let recorded = records.last().expect("a record").event.details["weaker"].clone();
    let recorded: Vec<Weakening> = serde_json::from_value(recorded).expect("weakenings");
    assert_eq!(recorded, weakenings);
}

#[tokio::test]
async fn what_was_accepted_for_one_version_counts_for_no_other() {
    let house = House::open().await;
    let first = house.saved(process()).await;
    let weaken = |process: &Process| Process {
        revokes_sessions: false,
        ..process.clone()
    };
    let ProcessSaved::Weaker { digest, .. } = house.save(weaken(&first)).await else {
        panic!("not shown")
    };
    let renamed = Process {
        name: "Renamed".into(),
        ..first
    };
    let second = house.saved(renamed).await;
    let replayed = house.save_accepting(weaken(&second), Some(digest)).await;
    assert!(matches!(replayed, ProcessSaved::Weaker { .. }));
}
