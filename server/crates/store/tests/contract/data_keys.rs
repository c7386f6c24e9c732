use crate::database::Database;

pub(crate) async fn each_owner_has_one_key(database: Database) {
    let mut unit = database.begin().await;
    assert_eq!(unit.data_key("connection/okta").await.expect("read"), None);
    for (owner, wrapped) in [
        ("connection/okta", "k1.a"),
        ("configuration", "k1.b"),
        ("connection/okta", "k1.c"),
    ] {
        unit.put_data_key(owner, wrapped).await.expect("put");
    }
    let pair = |owner: &str, wrapped: &str| (owner.to_owned(), wrapped.to_owned());
    let expected = [
        pair("configuration", "k1.b"),
        pair("connection/okta", "k1.c"),
    ];
    assert_eq!(unit.data_keys().await.expect("read"), expected);
    let key = unit.data_key("connection/okta").await.expect("read");
    assert_eq!(key.as_deref(), Some("k1.c"));
    assert!(
        unit.remove_data_key("configuration")
            .await
            .expect("removed")
    );
    assert!(!unit.remove_data_key("configuration").await.expect("asked"));
}
