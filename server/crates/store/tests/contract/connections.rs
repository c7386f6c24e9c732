use crate::{
    database::Database,
    fixtures::{after, connection, credential_store, now},
};
use latchkey_domain::{ChangedBy, SealedSecret, SecretField, StoreError, UnitOfWork};

async fn put(database: &Database, alias: &str) {
    let mut unit = database.begin().await;
    assert!(unit.put_connection(&connection(alias)).await.expect("put"));
    unit.commit().await.expect("committed");
}

fn secret(field: SecretField, sealed: &str) -> SealedSecret {
    SealedSecret {
        field,
        sealed: sealed.into(),
        set_at: now(),
    }
}

async fn secrets(unit: &mut dyn UnitOfWork, alias: &str) -> Vec<SealedSecret> {
    let alias = alias.parse().expect("valid");
    unit.connection_secrets(&alias).await.expect("read")
}

pub(crate) async fn a_connection_comes_back_as_it_was_put(database: Database) {
    put(&database, "test").await;
    put(&database, "production").await;
    let mut unit = database.read().await;
    let (first, second) = (connection("production"), connection("test"));
    let one = unit
        .connection(&first.definition.alias)
        .await
        .expect("read");
    assert_eq!(one, Some(first.clone()));
    let all = unit.connections().await.expect("read");
    assert_eq!(all, [first, second], "by alias");
    let unknown = "unknown".parse().expect("valid");
    assert_eq!(unit.connection(&unknown).await.expect("read"), None);
}

pub(crate) async fn a_connection_is_replaced_only_by_its_next_version(database: Database) {
    put(&database, "okta").await;
    let (first, mut unit) = (connection("okta"), database.begin().await);
    assert!(
        !unit.put_connection(&first).await.expect("asked"),
        "there already"
    );
    let renamed = latchkey_domain::Connection {
        name: "Renamed".into(),
        ..first.definition.clone()
    };
    let second = first.next(renamed, after(1), ChangedBy::Portal);
    assert!(unit.put_connection(&second).await.expect("asked"));
    assert!(
        !unit.put_connection(&second).await.expect("asked"),
        "once only"
    );
    let alias = &first.definition.alias;
    assert_eq!(
        unit.connection(alias).await.expect("read"),
        Some(second.clone())
    );
    assert!(unit.remove_connection(alias).await.expect("removed"));
    let third = second.next(second.definition.clone(), now(), ChangedBy::File);
    assert!(
        !unit.put_connection(&third).await.expect("asked"),
        "gone meanwhile"
    );
}

pub(crate) async fn a_connection_in_use_cannot_be_removed(database: Database) {
    put(&database, "okta").await;
    let mut unit = database.begin().await;
    let user = credential_store("employees", Some("okta"));
    assert!(unit.put_credential_store(&user).await.expect("put"));
    unit.commit().await.expect("committed");
    let alias = "okta".parse().expect("valid");
    let refused = database.begin().await.remove_connection(&alias).await;
    assert!(
        matches!(refused, Err(StoreError::Missing(_))),
        "{refused:?}"
    );
    let mut unit = database.begin().await;
    let store = unit.remove_credential_store(&user.definition.alias).await;
    assert!(store.expect("removed"));
    assert!(unit.remove_connection(&alias).await.expect("removed"));
    assert!(
        !unit.remove_connection(&alias).await.expect("asked"),
        "gone already"
    );
}

pub(crate) async fn secrets_are_set_replaced_and_removed_with_their_connection(database: Database) {
    put(&database, "okta").await;
    let alias = "okta".parse().expect("valid");
    let mut unit = database.begin().await;
    let token = secret(SecretField::ApiToken, "s1.a");
    let proxy = secret(SecretField::Proxy, "s1.b");
    let newer = secret(SecretField::ApiToken, "s1.c");
    for one in [&token, &proxy, &newer] {
        unit.put_connection_secret(&alias, one).await.expect("put");
    }
    assert_eq!(secrets(unit.as_mut(), "okta").await, [newer.clone(), proxy]);
    let mut remove = async || {
        unit.remove_connection_secret(&alias, SecretField::Proxy)
            .await
    };
    assert!(remove().await.expect("removed"));
    assert!(!remove().await.expect("asked"), "gone already");
    assert_eq!(secrets(unit.as_mut(), "okta").await, [newer]);
    unit.remove_connection(&alias).await.expect("removed");
    assert_eq!(secrets(unit.as_mut(), "okta").await, []);
}
