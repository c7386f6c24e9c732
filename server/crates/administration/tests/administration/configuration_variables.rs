use crate::{
    harness::{House, alias, store_record},
    okta,
};
use latchkey_credential_stores::{ConfigurationVariables, CredentialStores};

async fn variables(house: &House, typed: &str) -> Option<ConfigurationVariables> {
    let record = store_record("people", Some("okta"));
    let mut unit = house.read().await;
    let connection = unit.connection(&alias("okta")).await.expect("read");
    let url = connection.expect("there").definition.url().to_string();
    drop(unit);
    let connection = crate::harness::file_connection("okta", &url, crate::harness::CANARY);
    house
        .apply(&[connection], std::slice::from_ref(&record))
        .await;
    let stores = CredentialStores::configured(
        house.store.clone(),
        house.clock.clone(),
        house.connections.clone(),
    );
    let typed = typed.parse().expect("a login");
    let read = stores.configuration_variables(&record, &typed).await;
    read.expect("a credential store").expect("an answer")
}

#[tokio::test]
async fn a_reset_knows_the_persons_okta_user_name_and_how_the_store_is_configured() {
    let server = okta::org().await;
    okta::knows(&server, "Alice@example.com", Some(okta::alice())).await;
    let house = House::with_okta(&server.uri()).await;
    let variables = variables(&house, "Alice@example.com").await;
    let variables = variables.expect("found");
    assert_eq!(variables.user_name, "alice@example.com");
    assert_eq!(variables.user_id, "00u1");
    assert_eq!(variables.credential_store, alias("people"));
    assert_eq!(variables.connection, Some(alias("okta")));
    assert!(variables.password_policy.min_length > 0);
}

#[tokio::test]
async fn there_are_none_for_nobody() {
    let server = okta::org().await;
    okta::knows(&server, "bob", None).await;
    let house = House::with_okta(&server.uri()).await;
    assert_eq!(variables(&house, "bob").await, None);
}
