//! Okta answers with somebody else's account.

use crate::{
    harness::{House, file_connection, store_record},
    okta,
};
use latchkey_credential_stores::{CredentialStore, CredentialStores, Failure};
use latchkey_domain::{Actor, AuditKind, AuditRecord, CredentialStoreRecord, LookUpRule};
use serde_json::{Value, json};
use std::sync::Arc;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{method, path},
};

const ASKED: &str = "00u1";
const SOMEBODY_ELSE: &str = "00u2";

fn mallory() -> Value {
    json!({ "id": SOMEBODY_ELSE, "status": "LOCKED_OUT",
        "profile": { "login": "mallory@example.com", "email": "mallory@example.com", "employeeNumber": "7" },
        "credentials": { "provider": { "type": "OKTA", "name": "OKTA" } } })
}

/// An org that has one answer to everything.
async fn lying_org() -> MockServer {
    let server = MockServer::start().await;
    let one = ResponseTemplate::new(200).set_body_json(mallory());
    for verb in ["GET", "POST"] {
        let asked = Mock::given(method(verb)).and(path(format!("/api/v1/users/{ASKED}")));
        asked.respond_with(one.clone()).mount(&server).await;
    }
    let all = ResponseTemplate::new(200).set_body_json(json!([mallory()]));
    let asked = Mock::given(method("GET")).and(path("/api/v1/users"));
    asked.respond_with(all).mount(&server).await;
    let nobody = json!({ "errorCode": "E0000007", "errorSummary": "Not found", "errorId": "oae1",
        "errorCauses": [] });
    let nobody = ResponseTemplate::new(404).set_body_json(nobody);
    let rest = Mock::given(method("GET")).respond_with(nobody);
    rest.with_priority(9).mount(&server).await;
    server
}

async fn store(house: &House, record: CredentialStoreRecord) -> Arc<dyn CredentialStore> {
    let name = record.alias.clone();
    let connection = file_connection("okta", &house_url(house).await, "00token");
    house.apply(&[connection], &[record]).await;
    let stores = CredentialStores::configured(
        house.store.clone(),
        house.clock.clone(),
        house.connections.clone(),
    );
    stores.get(&name).await.expect("configured")
}

async fn house_url(house: &House) -> String {
    let view = house.view("okta").await.expect("there");
    view.connection.definition.url().to_string()
}

fn people() -> CredentialStoreRecord {
    store_record("people", Some("okta"))
}

/// What is on the record about it.
async fn told(house: &House) -> Vec<AuditRecord> {
    let mut trail = house.trail().await;
    trail.retain(|record| record.event.kind == AuditKind::AnotherPersonReturned);
    trail
}

fn is_about_another<T>(answer: &Result<T, Failure>) -> bool {
    matches!(answer, Err(Failure::AnotherPerson { .. }))
}

#[tokio::test]
async fn f29_another_persons_account_is_used_for_nothing_and_goes_on_the_record() {
    let server = lying_org().await;
    let house = House::with_okta(&server.uri()).await;
    let store = store(&house, people()).await;
    assert!(is_about_another(&store.person(ASKED).await));
    assert!(is_about_another(&store.is_locked(ASKED).await));
    let password = "Quiet-harbour-lights-7".parse().expect("a password");
    assert!(is_about_another(&store.reset(ASKED, &password, true).await));
    let told = told(&house).await;
    assert_eq!(told.len(), 3);
    let event = &told[0].event;
    assert_eq!(event.actor, Actor::Portal);
    assert_eq!(event.subject.as_deref(), Some(SOMEBODY_ELSE));
    assert_eq!(event.details["asked"], ASKED);
    assert_eq!(event.details["credential_store"], "people");
    assert!(!format!("{told:?}").contains("mallory"), "{told:?}");
}

#[tokio::test]
async fn f29_a_search_that_finds_somebody_else_finds_nobody() {
    let server = lying_org().await;
    let house = House::with_okta(&server.uri()).await;
    let by_email = LookUpRule {
        email: true,
        ..LookUpRule::default()
    };
    let by_number = LookUpRule {
        attribute: Some("employeeNumber".into()),
        ..LookUpRule::default()
    };
    for (rule, typed) in [(by_email, "alice@example.com"), (by_number, "8")] {
        let mut record = people();
        record.look_up = rule;
        let store = store(&house, record).await;
        let found = store.look_up(&typed.parse().expect("a login")).await;
        assert!(is_about_another(&found), "{typed}: {found:?}");
    }
    assert_eq!(told(&house).await.len(), 2);
}

#[tokio::test]
async fn f29_what_happened_is_shown_to_whoever_watches_the_portal() {
    let server = lying_org().await;
    let house = House::with_okta(&server.uri()).await;
    let events = async || {
        let seen = house.administration.security_events(&house.granted()).await;
        seen.expect("an answer")
    };
    assert_eq!(events().await, []);
    let store = store(&house, people()).await;
    assert!(is_about_another(&store.person(ASKED).await));
    assert_eq!(events().await, told(&house).await);
}

#[tokio::test]
async fn an_honest_org_leaves_nothing_on_the_record() {
    let server = okta::org().await;
    let house = House::with_okta(&server.uri()).await;
    let store = store(&house, people()).await;
    let found = store.person(ASKED).await.expect("an answer");
    assert_eq!(found.expect("there").id, ASKED);
    assert_eq!(told(&house).await, []);
}
