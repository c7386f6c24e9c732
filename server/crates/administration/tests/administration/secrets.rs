//! Item 84: a secret goes in and never comes out.

use crate::harness::{CANARY, House, alias, input};
use latchkey_auth::access::ViewConnections;
use latchkey_connections::Unusable;
use latchkey_domain::{SealedSecret, SecretField, Store as _};

const ORG: &str = "https://example.okta.com";

#[tokio::test]
async fn item_84_a_token_shows_up_nowhere() {
    let house = House::new().await;
    let input = input("okta", ORG);
    let saved = house.save(&input).await;
    let granted = house.granted::<ViewConnections>();
    let list = house
        .administration
        .list_connections(&granted)
        .await
        .expect("listed");
    let client = house.connections.okta(&alias("okta")).await;
    let mut texts = vec![format!("{input:?} {saved:?} {list:?} {:?}", client.is_ok())];
    texts.push(format!(
        "{:?} {:?} {:?}",
        house.vault, house.administration, house.connections
    ));
    for record in house.trail().await {
        texts.push(serde_json::to_string(&record.event).expect("JSON"));
    }
    for text in &texts {
        assert!(!text.contains(CANARY), "{text}");
    }
    let bytes = house.database_bytes();
    let is_there = |text: &str| {
        bytes
            .windows(text.len())
            .any(|part| part == text.as_bytes())
    };
    assert!(
        is_there("connection_secrets"),
        "the right files are searched"
    );
    assert!(!is_there(CANARY));
}

#[tokio::test]
async fn item_84_a_secret_moved_to_another_connection_does_not_work_there() {
    let house = House::new().await;
    house.save(&input("one", ORG)).await;
    house.save(&input("two", "https://other.okta.com")).await;
    let (one, two) = (alias("one"), alias("two"));
    let mut unit = house.store.begin().await.expect("begins");
    unit.change_configuration().await.expect("changed");
    let stolen = unit.connection_secrets(&one).await.expect("read");
    for secret in &stolen {
        unit.put_connection_secret(&two, secret).await.expect("put");
    }
    let key = unit
        .data_key("connection/one")
        .await
        .expect("read")
        .expect("there");
    unit.commit().await.expect("committed");
    let broken = async || {
        house.connections.look_now().await.expect("looked");
        house.connections.okta(&two).await.err()
    };
    assert!(matches!(broken().await, Some(Unusable::Broken { .. })));
    // Nor with the key it was sealed under.
    let mut unit = house.store.begin().await.expect("begins");
    unit.change_configuration().await.expect("changed");
    unit.put_data_key("connection/two", &key)
        .await
        .expect("put");
    unit.commit().await.expect("committed");
    assert!(matches!(broken().await, Some(Unusable::Broken { .. })));
    assert!(
        house.connections.okta(&one).await.is_ok(),
        "the others go on"
    );
}

#[tokio::test]
async fn item_84_a_secret_moved_to_another_field_does_not_open() {
    let house = House::new().await;
    house.save(&input("one", ORG)).await;
    let one = alias("one");
    let mut unit = house.store.begin().await.expect("begins");
    let token = unit.connection_secrets(&one).await.expect("read").remove(0);
    let moved = SealedSecret {
        field: SecretField::ClientSecret,
        ..token
    };
    unit.put_connection_secret(&one, &moved).await.expect("put");
    assert!(house.vault.open(unit.as_mut(), &one).await.is_err());
}
