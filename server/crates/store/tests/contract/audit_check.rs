//! The trail is checked as it is stored.

use crate::{
    database::Database,
    fixtures::{Ids, after, event},
};
use latchkey_domain::{AuditEvent, ChainBreak, ChainHash};
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

async fn check(database: &Database, after: i64, most: u32) -> Result<(i64, ChainHash), ChainBreak> {
    let mut unit = database.read().await;
    unit.check_audit(after, most).await.expect("read")
}

async fn tamper(database: &Database, change: &str) {
    let change = AssertSqlSafe(change.to_owned());
    database.tamper(change).await.expect("tampered");
}

pub(crate) async fn slices_of_a_whole_chain_hold(database: Database) {
    assert_eq!(check(&database, 0, 10).await, Ok((0, ChainHash::START)));
    append_five(&database).await;
    let end = database.read().await.audit_end().await.expect("read");
    let end = end.expect("five records");
    assert_eq!(end.0, 5);
    assert_eq!(check(&database, 0, 10).await, Ok(end));
    for (start, last) in [(0, 2), (2, 4), (4, 5)] {
        let slice = check(&database, start, 2).await;
        assert_eq!(slice.map(|(number, _)| number), Ok(last));
    }
    assert_eq!(check(&database, 4, 2).await, Ok(end));
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
        let found = check(&database, 0, 10).await;
        assert_eq!(found, Err(ChainBreak::Altered(3)), "{change}");
        tamper(&database, "DELETE FROM audit WHERE sequence = 3").await;
        let (expected, found) = (3, 4);
        let gap = Err(ChainBreak::Gap { expected, found });
        assert_eq!(check(&database, 0, 10).await, gap);
        tamper(&database, "INSERT INTO audit SELECT * FROM kept").await;
        assert!(check(&database, 0, 10).await.is_ok(), "{change}");
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
    assert_eq!(check(&database, 0, 10).await.map(|end| end.0), Ok(5));
    assert_eq!(check(&database, 3, 10).await.map(|end| end.0), Ok(5));
    database.unguard_trail().await;
    tamper(
        &database,
        "UPDATE audit SET subject = NULL WHERE sequence = 1",
    )
    .await;
    assert_eq!(check(&database, 0, 1).await, Err(ChainBreak::Altered(1)));
    tamper(
        &database,
        "UPDATE audit SET subject = '\u{1d}' WHERE sequence = 5",
    )
    .await;
    assert_eq!(check(&database, 4, 1).await, Err(ChainBreak::Altered(5)));
}
