use crate::house::{House, alias, process};
use jiff::SignedDuration;
use latchkey_administration::processes::{ProcessRemoved, ProcessSaved};
use latchkey_domain::{AuditKind, Process, ProcessKind, Purpose, Request, Store as _};
use latchkey_processes::switch_off_broken;
use latchkey_testkit::SeededEntropy;
use latchkey_values::{Clock as _, RequestId};

async fn switch(house: &House, process: &Process, active: bool) -> ProcessSaved {
    let (by, version) = (house.granted(), process.version);
    let switched = house
        .administration
        .switch_process(&by, &process.alias, version, active);
    switched.await.expect("answers")
}

async fn remove(house: &House, process: &Process) -> ProcessRemoved {
    let by = house.granted();
    let removed = house
        .administration
        .remove_process(&by, &process.alias, process.version);
    removed.await.expect("answers")
}

#[tokio::test]
async fn a_copy_is_switched_off_and_has_no_page() {
    let house = House::open().await;
    let original = Process {
        kind: ProcessKind::SelfService {
            path: Some(alias("staff")),
        },
        ..process()
    };
    house.saved(original).await;
    let (by, original) = (house.granted(), alias("employees"));
    let copy = |to: &str| house.administration.copy_process(&by, &original, alias(to));
    let copied = copy("second").await;
    let ProcessSaved::Saved(copied) = copied.expect("answers") else {
        panic!("not copied")
    };
    assert!(!copied.active && copied.path().is_none());
    assert_eq!(copied.name, "Copy of Employees");
    let taken = copy("employees").await.expect("answers");
    assert_eq!(taken, ProcessSaved::AliasTaken);
}

#[tokio::test]
async fn what_is_not_ready_is_not_switched_on_and_off_is_always_possible() {
    let house = House::open().await;
    let mut draft = process();
    draft.active = false;
    draft.verifications.steps.clear();
    let draft = house.saved(draft).await;
    let refused = switch(&house, &draft, true).await;
    assert!(matches!(refused, ProcessSaved::Refused(_)), "{refused:?}");

    let mut broken = process();
    broken.alias = alias("broken");
    broken.version = 1;
    broken.verifications.minimum = 9;
    let mut unit = house.store.begin().await.expect("writes");
    unit.put_process(&broken).await.expect("written");
    unit.commit().await.expect("committed");
    let off = switch(&house, &broken, false).await;
    assert!(matches!(off, ProcessSaved::Saved(process) if !process.active));
}

#[tokio::test]
async fn only_what_is_off_and_unused_is_removed() {
    let house = House::open().await;
    let active = house.saved(process()).await;
    assert_eq!(remove(&house, &active).await, ProcessRemoved::Active);
    let ProcessSaved::Saved(off) = switch(&house, &active, false).await else {
        panic!("not switched off")
    };
    let id = RequestId::new(house.clock.as_ref(), &SeededEntropy::new(9));
    let login = "alice@example.com".parse().expect("a login");
    let request = Request::new(id, &off, Purpose::Reset, login, house.clock.now());
    let mut unit = house.store.begin().await.expect("writes");
    unit.insert_request(&request, None).await.expect("written");
    unit.commit().await.expect("committed");
    let in_use = ProcessRemoved::InUse { requests: 1 };
    assert_eq!(remove(&house, &off).await, in_use);
    house.clock.advance(SignedDuration::from_hours(3));
    assert_eq!(remove(&house, &active).await, ProcessRemoved::Outdated);
    assert_eq!(remove(&house, &off).await, ProcessRemoved::Removed);
    assert_eq!(house.stored("employees").await, None);
}

#[tokio::test]
async fn a_process_that_loses_its_credential_store_is_switched_off() {
    let house = House::open().await;
    house.saved(process()).await;
    let okta = alias("okta");
    let switch_off = async |stores: &[&_]| {
        let switched = switch_off_broken(&house.store, house.clock.as_ref(), stores);
        switched.await.expect("answers")
    };
    assert!(switch_off(&[&okta]).await.is_empty());
    assert_eq!(switch_off(&[]).await, [alias("employees")]);
    assert!(switch_off(&[]).await.is_empty(), "once");
    let stored = house.stored("employees").await.expect("there");
    assert!(!stored.active && stored.version == 2);
    let kinds = house.audit_kinds().await;
    assert_eq!(
        kinds,
        [AuditKind::ProcessChanged, AuditKind::ProcessSwitchedOff]
    );
}

#[tokio::test]
async fn of_two_active_processes_with_one_page_the_second_is_switched_off() {
    let house = House::open().await;
    let at_staff = |name: &str| Process {
        alias: alias(name),
        kind: ProcessKind::SelfService {
            path: Some(alias("staff")),
        },
        ..process()
    };
    let mut unit = house.store.begin().await.expect("writes");
    for name in ["a-first", "b-second"] {
        unit.put_process(&at_staff(name)).await.expect("written");
    }
    unit.commit().await.expect("committed");
    let okta = alias("okta");
    let switched = switch_off_broken(&house.store, house.clock.as_ref(), &[&okta]).await;
    assert_eq!(switched.expect("answers"), [alias("b-second")]);
    let again = switch_off_broken(&house.store, house.clock.as_ref(), &[&okta]).await;
    assert!(again.expect("answers").is_empty());
}
