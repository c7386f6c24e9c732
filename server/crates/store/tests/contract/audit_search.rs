use crate::{
    database::Database,
    fixtures::{Ids, after},
    history::{DECOY, RESET, Story, tell},
};
use latchkey_domain::{Actor, AuditEvent, AuditFilter, AuditKind, AuditPage};
use serde_json::{Map, json};

async fn found(database: &Database, filter: AuditFilter) -> Vec<i64> {
    page(database, &filter, AuditPage::Newest, 100).await
}

async fn page(database: &Database, filter: &AuditFilter, page: AuditPage, most: u32) -> Vec<i64> {
    let mut unit = database.read().await;
    let records = unit.find_audit(filter, page, most).await.expect("read");
    records.iter().map(|record| record.sequence).collect()
}

/// An event outside requests, with a detail.
async fn note(database: &Database, minute: i64, actor: Actor, detail: &str) {
    let event = AuditEvent {
        kind: AuditKind::BlockLifted,
        actor,
        subject: None,
        request: None,
        network: None,
        details: Map::from_iter([("blocked".to_owned(), json!(detail))]),
    };
    let mut unit = database.begin().await;
    unit.append_audit(after(minute), event)
        .await
        .expect("appended");
    unit.commit().await.expect("committed");
}

pub(crate) async fn records_are_found_by_each_of_their_parts(database: Database) {
    let ids = Ids::new(1);
    // 1 started, 2 sent, 3 verified, 4 completed; 5 started, 6 ended; 7 lifted.
    let first = tell(&database, &ids, RESET).await;
    let other = Story {
        process: "contractors",
        ..DECOY
    };
    tell(&database, &ids, other).await;
    note(&database, 30, Actor::Operator, "203.0.113.9").await;
    let any = AuditFilter::default;
    let kinds = vec![AuditKind::RequestStarted, AuditKind::RequestEnded];
    for (filter, expected) in [
        (any(), &[7, 6, 5, 4, 3, 2, 1][..]),
        (AuditFilter { kinds, ..any() }, &[6, 5, 1]),
        (
            AuditFilter {
                actor: Some(Actor::Operator),
                ..any()
            },
            &[7],
        ),
        (
            AuditFilter {
                person: Some("00u1".into()),
                ..any()
            },
            &[4, 3, 2, 1],
        ),
        (
            AuditFilter {
                person: Some("ALICE@example.com".into()),
                ..any()
            },
            &[4, 3, 2, 1],
        ),
        (
            AuditFilter {
                person: Some("bob".into()),
                ..any()
            },
            &[],
        ),
        (
            AuditFilter {
                request: Some(first),
                ..any()
            },
            &[4, 3, 2, 1],
        ),
        (
            AuditFilter {
                network: Some("203.0.113.7".into()),
                ..any()
            },
            &[6, 5, 4, 3, 2, 1],
        ),
        (
            AuditFilter {
                process: Some("contractors".parse().expect("valid")),
                ..any()
            },
            &[6, 5],
        ),
        (
            AuditFilter {
                from: Some(after(6)),
                until: Some(after(30)),
                ..any()
            },
            &[6, 4],
        ),
    ] {
        assert_eq!(
            found(&database, filter.clone()).await,
            expected,
            "{filter:?}"
        );
    }
}

pub(crate) async fn text_is_found_as_it_was_written(database: Database) {
    for detail in ["ALICE from 100%", "alice \"é\"", "É", "a_b", "axb"] {
        note(&database, 0, Actor::Portal, detail).await;
    }
    for (text, expected) in [
        ("alice", &[2, 1][..]),
        ("Alice", &[2, 1]),
        ("100%", &[1]),
        ("1%", &[]),
        ("\"é\"", &[2]),
        ("é", &[2]),
        ("a_b", &[4]),
    ] {
        let text = Some(text.to_owned());
        let filter = AuditFilter {
            text,
            ..AuditFilter::default()
        };
        assert_eq!(
            found(&database, filter.clone()).await,
            expected,
            "{filter:?}"
        );
    }
}

pub(crate) async fn pages_go_on_where_the_one_before_ended(database: Database) {
    for number in 1..=7 {
        note(&database, number, Actor::Portal, "x").await;
    }
    let any = AuditFilter::default();
    assert_eq!(page(&database, &any, AuditPage::Newest, 3).await, [7, 6, 5]);
    assert_eq!(
        page(&database, &any, AuditPage::Before(5), 3).await,
        [4, 3, 2]
    );
    assert_eq!(page(&database, &any, AuditPage::Before(2), 3).await, [1]);
    assert_eq!(page(&database, &any, AuditPage::After(5), 3).await, [6, 7]);
    assert_eq!(
        page(&database, &any, AuditPage::After(0), 3).await,
        [1, 2, 3]
    );
}
