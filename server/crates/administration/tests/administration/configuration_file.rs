use crate::harness::{House, alias, change, file_connection, input, store_record};
use latchkey_administration::connections::ConnectionSaved;
use latchkey_auth::access::{EditConnections, ViewConnections};
use latchkey_domain::{Actor, AuditKind, ChangedBy, SecretField};
use secrecy::ExposeSecret as _;

const ORG: &str = "https://example.okta.com";

async fn name(house: &House) -> String {
    house
        .view("okta")
        .await
        .expect("there")
        .connection
        .definition
        .name
}

#[tokio::test]
async fn an_object_is_written_once_and_recorded_as_the_portals_doing() {
    let house = House::new().await;
    let (connections, stores) = (
        [file_connection("okta", ORG, "00token")],
        [store_record("people", Some("okta"))],
    );
    house.apply(&connections, &stores).await;
    let (trail, version) = (house.trail().await, house.configuration_version().await);
    assert!(
        trail
            .iter()
            .all(|record| record.event.actor == Actor::Portal)
    );
    let kinds: Vec<_> = trail.iter().map(|record| record.event.kind).collect();
    let expected = [
        AuditKind::ConnectionChanged,
        AuditKind::ConnectionSecretChanged,
        AuditKind::CredentialStoreChanged,
        AuditKind::CredentialStoreChanged,
    ];
    assert_eq!(kinds, expected, "the sample is the last");
    let view = house.view("okta").await.expect("there");
    assert_eq!(view.connection.changed_by, ChangedBy::File);
    house.apply(&connections, &stores).await;
    assert_eq!(house.trail().await.len(), trail.len());
    assert_eq!(house.configuration_version().await, version);
}

#[tokio::test]
async fn what_the_file_says_as_before_stays_as_it_was_changed_in_the_browser() {
    let house = House::new().await;
    let before = [file_connection("okta", ORG, "00token")];
    house.apply(&before, &[]).await;
    let mut renamed = change("okta", ORG, 1);
    renamed.name = "From the browser".into();
    assert_eq!(
        house.save(&renamed).await,
        ConnectionSaved::Saved { version: 2 }
    );
    house.apply(&before, &[]).await;
    assert_eq!(name(&house).await, "From the browser");
    let mut after = before.clone();
    after[0].definition.name = "From the file".into();
    house.apply(&after, &[]).await;
    assert_eq!(name(&house).await, "From the file");
}

#[tokio::test]
async fn another_token_in_its_file_is_a_change() {
    let house = House::new().await;
    house
        .apply(&[file_connection("okta", ORG, "00first")], &[])
        .await;
    house
        .apply(&[file_connection("okta", ORG, "00second")], &[])
        .await;
    let secrets = house.secrets("okta").await;
    assert_eq!(secrets[&SecretField::ApiToken].expose_secret(), "00second");
}

#[tokio::test]
async fn what_left_the_file_goes_unless_it_was_changed_in_the_browser_or_is_in_use() {
    let house = House::new().await;
    let all = ["gone", "changed", "used"].map(|name| file_connection(name, ORG, "00token"));
    house.apply(&all, &[]).await;
    house.save(&change("changed", ORG, 1)).await;
    let user = latchkey_administration::credential_stores::CredentialStoreInput {
        record: store_record("people", Some("used")),
        replaces: None,
    };
    let granted = house.granted::<EditConnections>();
    let saved = house
        .administration
        .save_credential_store(&granted, &user)
        .await;
    saved.expect("an answer");
    // The sample was bound to the first one.
    let sample = alias("sample-okta");
    let removed = house
        .administration
        .remove_credential_store(&granted, &sample, 1)
        .await;
    removed.expect("an answer");
    house.apply(&[], &[]).await;
    let left = house
        .administration
        .list_connections(&house.granted())
        .await;
    let left: Vec<String> = left
        .expect("listed")
        .iter()
        .map(|view| view.connection.definition.alias.to_string())
        .collect();
    assert_eq!(left, ["changed", "used"]);
}

#[tokio::test]
async fn the_sample_is_there_from_the_start_and_not_given_again() {
    let house = House::new().await;
    house.apply(&[], &[]).await;
    let sample = alias("sample-okta");
    let view = async || {
        let granted = house.granted::<ViewConnections>();
        let view = house
            .administration
            .view_credential_store(&granted, &sample)
            .await;
        view.expect("an answer")
    };
    let there = view().await.expect("there");
    assert_eq!(there.store.definition.name, "Sample Okta Credential Store");
    assert!(!there.is_active(), "no connection yet");
    let granted = house.granted();
    let removed = house
        .administration
        .remove_credential_store(&granted, &sample, 1)
        .await;
    removed.expect("an answer");
    house.apply(&[], &[]).await;
    assert_eq!(view().await, None);
    house
        .apply(&[file_connection("okta", ORG, "00token")], &[])
        .await;
    assert_eq!(view().await, None);
}

#[tokio::test]
async fn a_host_changed_in_the_file_takes_its_old_secrets_away() {
    let house = House::new().await;
    let mut object = file_connection("okta", ORG, "00token");
    house.apply(std::slice::from_ref(&object), &[]).await;
    object.definition = crate::harness::connection("okta", "https://other.okta.com");
    object.secrets.clear();
    house.apply(&[object], &[]).await;
    assert!(house.secrets("okta").await.is_empty());
    let saved = house.save(&input("other", ORG)).await;
    assert_eq!(saved, ConnectionSaved::Saved { version: 1 });
}
