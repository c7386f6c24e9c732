use crate::{
    database::Database,
    fixtures::{after, event},
};
use latchkey_domain::{AuditCheckpoint, AuditEvent, AuditKind, AuditRecord, ChainHead, StoreError};
use sqlx::AssertSqlSafe;

/// Five ordinary records, and a sixth that tells of a purge.
async fn trail(database: &Database) -> Vec<AuditRecord> {
    let mut records = Vec::new();
    let mut unit = database.begin().await;
    for number in 1..=6 {
        let kind = match number {
            6 => AuditKind::AuditPurged,
            _ => AuditKind::RequestStarted,
        };
        let event = AuditEvent {
            kind,
            ..event(number)
        };
        let appended = unit.append_audit(after(number), event).await;
        records.push(appended.expect("appended"));
    }
    unit.commit().await.expect("committed");
    records
}

fn checkpoint(record: &AuditRecord, recorded_in: i64) -> AuditCheckpoint {
    AuditCheckpoint {
        head: ChainHead {
            sequence: record.sequence,
            hash: record.hash,
        },
        recorded_in,
    }
}

async fn put(database: &Database, checkpoint: AuditCheckpoint) -> Result<(), StoreError> {
    let mut unit = database.begin().await;
    unit.put_audit_checkpoint(&checkpoint).await?;
    unit.commit().await
}

async fn numbers(database: &Database) -> Vec<i64> {
    let records = database.read().await.audit_records(0, 100).await;
    let records = records.expect("read");
    records.iter().map(|record| record.sequence).collect()
}

pub(crate) async fn only_records_up_to_a_checkpoint_can_be_removed(database: Database) {
    let records = trail(&database).await;
    let mut unit = database.begin().await;
    assert_eq!(unit.audit_checkpoint().await.expect("read"), None);
    assert_eq!(unit.remove_given_up_audit(9).await.expect("none"), 0);
    drop(unit);
    let expected = checkpoint(&records[2], 6);
    put(&database, expected).await.expect("put");
    for statement in [
        "DELETE FROM audit",
        "DELETE FROM audit WHERE sequence = 4",
        "UPDATE audit SET network = 'elsewhere' WHERE sequence = 1",
    ] {
        let refused = database.tamper(statement).await.expect_err(statement);
        assert!(refused.to_string().contains("append-only"), "{refused}");
    }
    let mut unit = database.begin().await;
    assert_eq!(unit.remove_given_up_audit(2).await.expect("removed"), 2);
    assert_eq!(unit.remove_given_up_audit(2).await.expect("removed"), 1);
    assert_eq!(unit.remove_given_up_audit(2).await.expect("removed"), 0);
    assert_eq!(unit.audit_checkpoint().await.expect("read"), Some(expected));
    unit.commit().await.expect("committed");
    assert_eq!(numbers(&database).await, [4, 5, 6]);
}

pub(crate) async fn a_checkpoint_stands_for_a_record_and_is_on_the_record(database: Database) {
    let records = trail(&database).await;
    let elsewhere = AuditRecord {
        hash: records[1].hash,
        ..records[2].clone()
    };
    for (wrong, why) in [
        (checkpoint(&elsewhere, 6), "another hash"),
        (checkpoint(&records[2], 5), "no record of a purge"),
        (checkpoint(&records[2], 7), "no record at all"),
        (
            checkpoint(&records[5], 6),
            "it would give up its own record",
        ),
    ] {
        assert!(put(&database, wrong).await.is_err(), "{why}");
    }
    put(&database, checkpoint(&records[2], 6))
        .await
        .expect("put");
    let back = put(&database, checkpoint(&records[1], 6)).await;
    assert!(back.is_err(), "it goes back");
    let again = put(&database, checkpoint(&records[2], 6)).await;
    assert!(again.is_err(), "it was there");
    assert_eq!(numbers(&database).await, [1, 2, 3, 4, 5, 6]);
}

pub(crate) async fn checkpoints_cannot_be_changed(database: Database) {
    let records = trail(&database).await;
    put(&database, checkpoint(&records[2], 6))
        .await
        .expect("put");
    for statement in [
        "UPDATE audit_checkpoints SET sequence = 5",
        "DELETE FROM audit_checkpoints",
        "INSERT INTO audit_checkpoints VALUES (4, 'x', 6)",
    ] {
        let refused = database.tamper(AssertSqlSafe(statement)).await;
        assert!(refused.is_err(), "{statement}");
    }
}

pub(crate) async fn the_ends_of_the_trail_are_known(database: Database) {
    let mut unit = database.read().await;
    assert_eq!(unit.audit_head().await.expect("read"), None);
    assert_eq!(unit.audit_before(after(9)).await.expect("read"), None);
    drop(unit);
    let records = trail(&database).await;
    let mut unit = database.read().await;
    let head = unit.audit_head().await.expect("read");
    assert_eq!(head, Some(checkpoint(&records[5], 7).head));
    for (minute, expected) in [(1, None), (2, Some(1)), (4, Some(3)), (9, Some(6))] {
        let found = unit.audit_before(after(minute)).await.expect("read");
        assert_eq!(found, expected, "{minute}");
    }
}
