use crate::harness::{House, alias, input, store_record};
use latchkey_administration::credential_stores::{
    CredentialStoreFault, CredentialStoreInput, CredentialStoreRemoval, CredentialStoreSaved,
};
use latchkey_domain::{
    AuditKind, CredentialStoreProblem, CredentialStoreRecord, LookUpRule, Offers, Process,
    Store as _,
};

async fn save(
    house: &House,
    record: CredentialStoreRecord,
    replaces: Option<u32>,
) -> CredentialStoreSaved {
    let input = CredentialStoreInput { record, replaces };
    let saved = house
        .administration
        .save_credential_store(&house.granted(), &input)
        .await;
    saved.expect("an answer")
}

async fn with_okta() -> House {
    let house = House::new().await;
    house.save(&input("okta", "https://example.okta.com")).await;
    house
}

#[tokio::test]
async fn a_credential_store_is_saved_version_by_version() {
    let house = with_okta().await;
    let record = store_record("people", Some("okta"));
    let first = save(&house, record.clone(), None).await;
    assert_eq!(first, CredentialStoreSaved::Saved { version: 1 });
    let taken = save(&house, record.clone(), None).await;
    let fault = CredentialStoreFault::AliasTaken;
    assert_eq!(taken, CredentialStoreSaved::Faults(vec![fault]));
    let second = save(&house, record.clone(), Some(1)).await;
    assert_eq!(second, CredentialStoreSaved::Saved { version: 2 });
    assert_eq!(
        save(&house, record, Some(1)).await,
        CredentialStoreSaved::Changed
    );
    let changes = house.trail().await;
    let changes = changes
        .iter()
        .filter(|record| record.event.kind == AuditKind::CredentialStoreChanged);
    assert_eq!(changes.count(), 2);
}

#[tokio::test]
async fn what_cannot_work_is_refused_with_the_reason() {
    let house = with_okta().await;
    let nowhere = save(&house, store_record("people", Some("nowhere")), None).await;
    let fault = CredentialStoreFault::NoConnection;
    assert_eq!(nowhere, CredentialStoreSaved::Faults(vec![fault]));
    let mut record = store_record("people", Some("okta"));
    record.look_up = LookUpRule {
        login: false,
        short_name: false,
        short_name_domains: vec!["not a domain".into()],
        email: false,
        attribute: None,
    };
    record.stricter.length = 73;
    let faults = save(&house, record, None).await;
    let expected = [
        CredentialStoreProblem::FindsNobody,
        CredentialStoreProblem::Domain,
        CredentialStoreProblem::Length,
    ];
    let expected = expected.map(CredentialStoreFault::from).to_vec();
    assert_eq!(faults, CredentialStoreSaved::Faults(expected));
}

#[tokio::test]
async fn a_credential_store_in_use_stays_and_keeps_its_connection() {
    let house = with_okta().await;
    let people = alias("people");
    save(&house, store_record("people", Some("okta")), None).await;
    let process = Process::new(
        alias("employees"),
        "Employees".into(),
        people.clone(),
        Offers::ALL,
    );
    let mut unit = house.store.begin().await.expect("begins");
    unit.put_process(&process).await.expect("put");
    unit.commit().await.expect("committed");
    let granted = house.granted();
    let removed = house
        .administration
        .remove_credential_store(&granted, &people, 1)
        .await;
    let users = vec![alias("employees")];
    assert_eq!(
        removed.expect("an answer"),
        CredentialStoreRemoval::InUse(users.clone())
    );
    let unbound = save(&house, store_record("people", None), Some(1)).await;
    let fault = CredentialStoreFault::ConnectionNeeded;
    assert_eq!(unbound, CredentialStoreSaved::Faults(vec![fault]));
    let view = house
        .administration
        .view_credential_store(&house.granted(), &people)
        .await;
    let view = view.expect("an answer").expect("there");
    assert!(view.is_active());
    assert_eq!(view.used_by, users);
}
