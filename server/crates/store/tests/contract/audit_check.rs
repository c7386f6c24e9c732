//! The trail is checked as it is stored.

use crate::{
    database::Database,
    fixtures::{Ids, after, event},
};
use latchkey_domain::{AuditEvent, ChainBreak, ChainHead};
use sqlx::AssertSqlSafe;

async fn append(database: &Database, events: impl IntoIterator<Item = AuditEvent>) {
    let mut unit = database.begin().await;
    for event in events {
        unit.append_audit(after(1), event).await.expect("appended");
    }
    unit.commit().await.expect("committed");
}

/// Five records, of which the third has something in each column.
async fn append_five(database: &Database) {
    let full = AuditEvent {
        subject: Some("00u1".into()),
        request: Some(Ids::new(1).request()),
        ..event(3)
    };
    append(database, [event(1), event(2), full, event(4), event(5)]).await;
}

type Outcome = Result<Option<ChainHead>, ChainBreak>;

async fn check(database: &Database, after: Option<ChainHead>, most: u32) -> Outcome {
    let mut unit = database.read().await;
    unit.check_audit(after, most).await.expect("read")
}

async fn check_all(database: &Database) -> Outcome {
    check(database, None, 10).await
}

/// The end of the chain at a record, as it stands there.
async fn head_at(database: &Database, number: i64) -> Option<ChainHead> {
    let records = database.read().await.audit_records(number - 1, 1).await;
    let record = records.expect("read").remove(0);
    assert_eq!(record.sequence, number);
    Some(ChainHead::from((number, record.hash)))
}

async fn tamper(database: &Database, change: &str) {
    let change = AssertSqlSafe(change.to_owned());
    database.tamper(change).await.expect("tampered");
}

pub(crate) async fn slices_of_a_whole_chain_hold(database: Database) {
    assert_eq!(check_all(&database).await, Ok(None));
    append_five(&database).await;
    let end = database.read().await.audit_head().await.expect("read");
    assert_eq!(end.map(|end| end.sequence), Some(5));
    assert_eq!(check_all(&database).await, Ok(end));
    let mut slice = None;
    for last in [2, 4, 5, 5] {
        slice = check(&database, slice, 2).await.expect("holds");
        assert_eq!(slice, head_at(&database, last).await);
    }
    assert_eq!(slice, end);
}

pub(crate) async fn a_slice_continues_the_very_record_it_is_said_to(database: Database) {
    append_five(&database).await;
    let (second, third) = (head_at(&database, 2).await, head_at(&database, 3).await);
    let another = third.zip(second).map(|(third, second)| ChainHead {
        hash: second.hash,
        ..third
    });
    let found = check(&database, another, 10).await;
    assert_eq!(found, Err(ChainBreak::Altered(4)));
    database.unguard_trail().await;
    tamper(&database, "DELETE FROM audit WHERE sequence <= 3").await;
    let end = head_at(&database, 5).await;
    assert_eq!(check(&database, third, 10).await, Ok(end), "given up");
}

pub(crate) async fn a_change_of_any_column_is_found(database: Database) {
    append_five(&database).await;
    database.unguard_trail().await;
    tamper(
        &database,
        "CREATE TABLE kept AS SELECT * FROM audit WHERE sequence = 3",
    )
    .await;
    for change in [
        "kind = 'code-sent'",
        "actor = 'operator'",
        "subject = '00u2'",
        "subject = NULL",
        "request_id = NULL",
        "network = '203.0.113.8'",
        "network = NULL",
        "details = '{ }'",
        "recorded_at = recorded_at + 1",
        "hash = UPPER(hash)",
    ] {
        let altered = format!("UPDATE audit SET {change} WHERE sequence = 3");
        tamper(&database, &altered).await;
        let found = check_all(&database).await;
        assert_eq!(found, Err(ChainBreak::Altered(3)), "{change}");
        tamper(&database, "DELETE FROM audit WHERE sequence = 3").await;
        let (expected, found) = (3, 4);
        let gap = Err(ChainBreak::Gap { expected, found });
        assert_eq!(check_all(&database).await, gap);
        tamper(&database, "INSERT INTO audit SELECT * FROM kept").await;
        assert!(check_all(&database).await.is_ok(), "{change}");
    }
}

pub(crate) async fn separators_in_a_text_neither_alarm_nor_hide(database: Database) {
    let odd = |subject: &str| AuditEvent {
        subject: Some(subject.to_owned()),
        ..event(1)
    };
    append(
        &database,
        ["\u{1d}", "a\u{1f}b", "a\u{1e}b", "é\"\\\n"].map(odd),
    )
    .await;
    append(&database, [event(5)]).await;
    let end = head_at(&database, 5).await;
    let (third, fourth) = (head_at(&database, 3).await, head_at(&database, 4).await);
    assert_eq!(check_all(&database).await, Ok(end));
    assert_eq!(check(&database, third, 10).await, Ok(end));
    database.unguard_trail().await;
    tamper(
        &database,
        "UPDATE audit SET subject = NULL WHERE sequence = 1",
    )
    .await;
    let found = check(&database, None, 1).await;
    assert_eq!(found, Err(ChainBreak::Altered(1)));
    tamper(
        &database,
        "UPDATE audit SET subject = '\u{1d}' WHERE sequence = 5",
    )
    .await;
    let found = check(&database, fourth, 1).await;
    assert_eq!(found, Err(ChainBreak::Altered(5)));
}
