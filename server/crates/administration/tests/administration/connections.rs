use crate::{
    harness::{House, alias, change, input, store_record},
    okta,
};
use latchkey_administration::connections::{
    ConnectionFault, ConnectionRemoval, ConnectionSaved, KeyMade, SecretSet,
};
use latchkey_administration::credential_stores::CredentialStoreInput;
use latchkey_domain::{AuditKind, Connection, Credential, SecretField, System};
use secrecy::ExposeSecret as _;

const ORG: &str = "https://example.okta.com";

fn service() -> Credential {
    Credential::OAuthService {
        client_id: "0oa1".into(),
        scopes: vec!["okta.users.manage".into()],
        key_id: None,
        dpop: false,
    }
}

#[tokio::test]
async fn a_saved_connection_is_shown_and_recorded_and_used_at_once() {
    let house = House::new().await;
    let saved = house.save(&input("okta", ORG)).await;
    assert_eq!(saved, ConnectionSaved::Saved { version: 1 });
    let view = house.view("okta").await.expect("there");
    assert_eq!(view.connection.definition.origin(), ORG);
    let fields: Vec<_> = view.secrets.iter().map(|(field, _)| *field).collect();
    assert_eq!(fields, [SecretField::ApiToken]);
    assert!(view.missing.is_empty() && view.used_by.is_empty());
    assert!(house.connections.okta(&alias("okta")).await.is_ok());
    let kinds: Vec<_> = house
        .trail()
        .await
        .iter()
        .map(|record| record.event.kind)
        .collect();
    let expected = [
        AuditKind::ConnectionChanged,
        AuditKind::ConnectionSecretChanged,
    ];
    assert_eq!(kinds, expected);
}

#[tokio::test]
async fn nobody_overwrites_what_they_did_not_see() {
    let house = House::new().await;
    house.save(&input("okta", ORG)).await;
    let again = house.save(&input("okta", ORG)).await;
    assert_eq!(
        again,
        ConnectionSaved::Faults(vec![ConnectionFault::AliasTaken])
    );
    let first = change("okta", ORG, 1);
    assert_eq!(
        house.save(&first).await,
        ConnectionSaved::Saved { version: 2 }
    );
    assert_eq!(house.save(&first).await, ConnectionSaved::Changed);
    assert_eq!(
        house.save(&change("gone", ORG, 1)).await,
        ConnectionSaved::Changed
    );
}

#[tokio::test]
async fn item_83_a_changed_host_demands_the_secret_again_and_changes_nothing_without() {
    let house = House::new().await;
    house.save(&input("okta", ORG)).await;
    let elsewhere = "https://other.okta.com";
    let refused = house.save(&change("okta", elsewhere, 1)).await;
    let needed = ConnectionFault::SecretNeeded(SecretField::ApiToken);
    assert_eq!(refused, ConnectionSaved::Faults(vec![needed]));
    let view = house.view("okta").await.expect("there");
    assert_eq!(
        (
            view.connection.definition.origin().as_str(),
            view.connection.version
        ),
        (ORG, 1)
    );
    let mut with_secret = change("okta", elsewhere, 1);
    with_secret
        .secrets
        .insert(SecretField::ApiToken, "00new".into());
    assert_eq!(
        house.save(&with_secret).await,
        ConnectionSaved::Saved { version: 2 }
    );
    let secrets = house.secrets("okta").await;
    assert_eq!(secrets[&SecretField::ApiToken].expose_secret(), "00new");
}

#[tokio::test]
async fn another_kind_of_credential_or_another_app_takes_the_old_secret_away() {
    let house = House::new().await;
    house.save(&input("okta", ORG)).await;
    let mut to_service = change("okta", ORG, 1);
    to_service.credential = service();
    assert_eq!(
        house.save(&to_service).await,
        ConnectionSaved::Saved { version: 2 }
    );
    assert!(house.secrets("okta").await.is_empty());
    let view = house.view("okta").await.expect("there");
    assert_eq!(view.missing, [SecretField::PrivateKey]);
}

#[tokio::test]
async fn the_browser_can_neither_reach_inside_nor_name_a_proxy() {
    let server = okta::org().await;
    let house = House::with_okta(&server.uri()).await;
    // A connection made in the browser has neither, whatever others have.
    let near = house.save(&input("near", &server.uri())).await;
    assert!(matches!(near, ConnectionSaved::Faults(_)), "{near:?}");
    let mut through = input("other", ORG);
    through.proxy_of = Some(alias("okta"));
    let refused = house.save(&through).await;
    assert_eq!(
        refused,
        ConnectionSaved::Faults(vec![ConnectionFault::ProxyOf])
    );
}

#[tokio::test]
async fn a_secret_is_replaced_alone() {
    let house = House::new().await;
    house.save(&input("okta", ORG)).await;
    let (okta, granted) = (alias("okta"), house.granted());
    let set = async |field, secret: &str| {
        let administration = &house.administration;
        let set = administration.set_connection_secret(&granted, &okta, field, secret.into());
        set.await.expect("an answer")
    };
    let replaced = set(SecretField::ApiToken, "00newer").await;
    assert_eq!(replaced, SecretSet::Set { version: 2 });
    let secrets = house.secrets("okta").await;
    assert_eq!(secrets[&SecretField::ApiToken].expose_secret(), "00newer");
    let surplus = set(SecretField::ClientSecret, "x").await;
    let fault = ConnectionFault::SurplusSecret(SecretField::ClientSecret);
    assert_eq!(surplus, SecretSet::Faults(vec![fault]));
    let useless = set(SecretField::ApiToken, "two\r\nlines").await;
    let fault = ConnectionFault::Secret(SecretField::ApiToken);
    assert_eq!(useless, SecretSet::Faults(vec![fault]));
}

#[tokio::test]
async fn a_connection_in_use_stays_and_says_by_what() {
    let house = House::new().await;
    house.save(&input("okta", ORG)).await;
    let store = CredentialStoreInput {
        record: store_record("people", Some("okta")),
        replaces: None,
    };
    let granted = house.granted();
    let saved = house
        .administration
        .save_credential_store(&granted, &store)
        .await;
    saved.expect("an answer");
    let okta = alias("okta");
    let remove = async |version| {
        let removed = house
            .administration
            .remove_connection(&granted, &okta, version)
            .await;
        removed.expect("an answer")
    };
    assert_eq!(
        remove(1).await,
        ConnectionRemoval::InUse(vec![alias("people")])
    );
    let gone = house
        .administration
        .remove_credential_store(&granted, &alias("people"), 1)
        .await;
    gone.expect("an answer");
    assert_eq!(remove(7).await, ConnectionRemoval::Changed);
    assert_eq!(remove(1).await, ConnectionRemoval::Removed);
    assert_eq!(house.view("okta").await, None);
    assert!(
        house
            .read()
            .await
            .data_keys()
            .await
            .expect("read")
            .is_empty()
    );
}

#[tokio::test]
async fn a_generated_key_shows_its_public_half_only() {
    let house = House::new().await;
    let mut wanted = input("okta", ORG);
    wanted.secrets.clear();
    wanted.credential = service();
    house.save(&wanted).await;
    let granted = house.granted();
    let generate = |version| {
        let okta = alias("okta");
        let (administration, granted) = (&house.administration, &granted);
        async move {
            administration
                .generate_connection_key(granted, &okta, version)
                .await
        }
    };
    let KeyMade::Made {
        jwks,
        key_id,
        version,
    } = generate(1).await.expect("an answer")
    else {
        panic!("no key");
    };
    assert_eq!(version, 2);
    let keys: serde_json::Value = serde_json::from_str(&jwks).expect("JSON");
    assert_eq!(keys["keys"][0]["kid"], key_id.as_str());
    assert!(keys["keys"][0].get("d").is_none(), "{jwks}");
    let again = house
        .administration
        .connection_public_key(&house.granted(), &alias("okta"))
        .await;
    assert_eq!(again.expect("an answer"), Some(jwks));
    assert!(house.connections.okta(&alias("okta")).await.is_ok());
    assert_eq!(generate(1).await.expect("an answer"), KeyMade::Changed);
}

#[tokio::test]
async fn what_only_the_file_may_say_stays_as_the_file_said_it() {
    let server = okta::org().await;
    let house = House::with_okta(&server.uri()).await;
    let renamed = house.save(&change("okta", &server.uri(), 1)).await;
    assert_eq!(renamed, ConnectionSaved::Saved { version: 2 });
    let definition = house
        .view("okta")
        .await
        .expect("there")
        .connection
        .definition;
    let Connection {
        allow_private_targets,
        system,
        ..
    } = definition;
    let System::Okta { url, .. } = system;
    assert!(allow_private_targets && url.as_str().starts_with(&server.uri()));
}
