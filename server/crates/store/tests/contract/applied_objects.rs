use crate::database::Database;
use latchkey_domain::Digest;

pub(crate) async fn each_kind_remembers_its_own_objects(database: Database) {
    let alias = |text: &str| text.parse().expect("valid");
    let digest = |text: &str| Digest::from_hex(text.into());
    let mut unit = database.begin().await;
    for (kind, name, hex) in [
        ("connection", "okta", "a1"),
        ("connection", "hr", "a2"),
        ("process", "okta", "b1"),
        ("connection", "okta", "a3"),
    ] {
        let noted = unit.note_applied(kind, &alias(name), &digest(hex)).await;
        noted.expect("noted");
    }
    let applied = unit.applied_objects("connection").await.expect("read");
    assert_eq!(
        applied,
        [(alias("hr"), digest("a2")), (alias("okta"), digest("a3"))]
    );
    let forgotten = unit.forget_applied("connection", &alias("okta")).await;
    forgotten.expect("forgotten");
    unit.commit().await.expect("committed");
    let mut unit = database.read().await;
    assert_eq!(
        unit.applied_objects("connection")
            .await
            .expect("read")
            .len(),
        1
    );
    assert_eq!(
        unit.applied_objects("process").await.expect("read").len(),
        1
    );
}
