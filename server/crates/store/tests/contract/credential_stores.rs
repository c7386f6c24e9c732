use crate::{
    database::Database,
    fixtures::{after, connection, credential_store},
};
use latchkey_domain::{ChangedBy, CredentialStoreRecord, StoreError};

pub(crate) async fn a_credential_store_comes_back_as_it_was_put(database: Database) {
    let mut unit = database.begin().await;
    unit.put_connection(&connection("okta")).await.expect("put");
    let employees = credential_store("employees", Some("okta"));
    let unused = credential_store("contractors", None);
    for one in [&employees, &unused] {
        assert!(unit.put_credential_store(one).await.expect("put"));
    }
    unit.commit().await.expect("committed");
    let mut unit = database.read().await;
    let all = unit.credential_stores().await.expect("read");
    assert_eq!(all, [unused, employees.clone()], "by alias");
    let one = unit.credential_store(&employees.definition.alias).await;
    assert_eq!(one.expect("read"), Some(employees));
}

pub(crate) async fn a_credential_store_is_replaced_only_by_its_next_version(database: Database) {
    let mut unit = database.begin().await;
    let first = credential_store("employees", None);
    let mut put = async |store| unit.put_credential_store(store).await.expect("asked");
    assert!(put(&first).await);
    assert!(!put(&first).await, "there already");
    let renamed = CredentialStoreRecord {
        name: "Renamed".into(),
        ..first.definition.clone()
    };
    let second = first.next(renamed, after(1), ChangedBy::File);
    assert!(put(&second).await);
    assert!(!put(&second).await, "once only");
    let alias = &first.definition.alias;
    assert!(unit.remove_credential_store(alias).await.expect("removed"));
    assert!(!unit.remove_credential_store(alias).await.expect("asked"));
    assert_eq!(unit.credential_store(alias).await.expect("read"), None);
}

pub(crate) async fn a_credential_store_needs_its_connection(database: Database) {
    let mut unit = database.begin().await;
    let store = credential_store("employees", Some("nowhere"));
    let refused = unit.put_credential_store(&store).await;
    assert!(
        matches!(refused, Err(StoreError::Missing(_))),
        "{refused:?}"
    );
}
