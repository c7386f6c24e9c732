use crate::{
    database::Database,
    fixtures::{Ids, after, event, now},
};
use jiff::SignedDuration;
use latchkey_domain::{Actor, AuditEvent, AuditKind, AuditRecord, ChainBreak, verify_chain};
use serde_json::{Map, json};

async fn append(database: &Database, records: i64) {
    for number in 1..=records {
        let mut unit = database.begin().await;
        unit.append_audit(after(number), event(number))
            .await
            .expect("appended");
        unit.commit().await.expect("committed");
    }
}

async fn all(database: &Database) -> Vec<AuditRecord> {
    database
        .read()
        .await
        .audit_records(0, 1000)
        .await
        .expect("read")
}

pub(crate) async fn a_record_comes_back_as_it_was_appended(database: Database) {
    let mut unit = database.begin().await;
    let event = AuditEvent {
        kind: AuditKind::OperationSettled,
        actor: Actor::Portal,
        subject: Some("00u1".into()),
        request: Some(Ids::new(1).request()),
        network: None,
        details: Map::from_iter([
            ("b".to_owned(), json!([1, null, "é\u{0}\""])),
            ("a".to_owned(), json!({})),
        ]),
    };
    let appended = unit
        .append_audit(now() + SignedDuration::from_nanos(1_999_999), event.clone())
        .await
        .expect("appended");
    unit.commit().await.expect("committed");
    assert_eq!(appended.event, event);
    assert_eq!(all(&database).await, [appended]);
}

pub(crate) async fn records_are_numbered_without_gaps(database: Database) {
    append(&database, 3).await;
    let mut undone = database.begin().await;
    let record = undone
        .append_audit(now(), event(99))
        .await
        .expect("appended");
    assert_eq!(record.sequence, 4);
    drop(undone);
    append(&database, 2).await;

    let records = all(&database).await;
    assert_eq!(
        records
            .iter()
            .map(|record| record.sequence)
            .collect::<Vec<_>>(),
        [1, 2, 3, 4, 5]
    );
    assert!(verify_chain(None, &records).is_ok());
    let page = database
        .read()
        .await
        .audit_records(1, 2)
        .await
        .expect("read");
    assert_eq!(page, records[1..3]);
}

pub(crate) async fn the_trail_refuses_update_and_delete(database: Database) {
    append(&database, 2).await;
    for statement in [
        "UPDATE audit SET network = 'elsewhere'",
        "DELETE FROM audit",
        "DELETE FROM audit WHERE sequence = 2",
    ] {
        let refused = database.tamper(statement).await.expect_err(statement);
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
    assert_eq!(all(&database).await.len(), 2);
}

pub(crate) async fn a_tampered_record_is_found(database: Database) {
    append(&database, 5).await;
    database.unguard_trail().await;
    database
        .tamper("UPDATE audit SET network = '203.0.113.8' WHERE sequence = 3")
        .await
        .expect("tampered");
    assert_eq!(
        verify_chain(None, &all(&database).await),
        Err(ChainBreak::Altered(3))
    );
    database
        .tamper("DELETE FROM audit WHERE sequence = 3")
        .await
        .expect("tampered");
    assert_eq!(
        verify_chain(None, &all(&database).await),
        Err(ChainBreak::Gap {
            expected: 3,
            found: 4
        })
    );
}
