use crate::{
    database::Database,
    fixtures::{after, now},
};
use latchkey_domain::Digest;

fn key(hex: &str) -> Digest {
    Digest::from_hex(hex.to_owned())
}

pub(crate) async fn counting_starts_anew_in_each_window_and_for_each_key(database: Database) {
    let mut unit = database.begin().await;
    let hits = [
        ("start", "a1", 60, 1),
        ("start", "a1", 60, 2),
        ("start", "b2", 60, 1),
        ("code", "a1", 60, 1),
        ("start", "a1", 120, 1),
        ("start", "a1", 60, 3),
    ];
    for (name, hex, minute, expected) in hits {
        assert_eq!(
            unit.count(name, &key(hex), after(minute))
                .await
                .expect("counted"),
            expected,
            "{name} {hex} {minute}"
        );
    }
}

pub(crate) async fn only_ended_windows_are_purged(database: Database) {
    let mut unit = database.begin().await;
    unit.count("start", &key("a1"), after(-1))
        .await
        .expect("counted");
    unit.count("start", &key("a1"), after(60))
        .await
        .expect("counted");
    unit.purge_counters(now()).await.expect("purged");
    assert_eq!(
        unit.count("start", &key("a1"), after(-1))
            .await
            .expect("counted"),
        1,
        "it was purged"
    );
    assert_eq!(
        unit.count("start", &key("a1"), after(60))
            .await
            .expect("counted"),
        2,
        "it was kept"
    );
}

pub(crate) async fn fifty_writers_at_once_lose_no_count(database: Database) {
    let writers: Vec<_> = (0..50)
        .map(|_| {
            let store = database.store.clone();
            tokio::spawn(async move {
                let mut unit = store.begin().await.expect("begins");
                let value = unit
                    .count("start", &key("a1"), after(60))
                    .await
                    .expect("counted");
                unit.commit().await.expect("committed");
                value
            })
        })
        .collect();
    let mut values = Vec::new();
    for writer in writers {
        values.push(writer.await.expect("no panic"));
    }
    values.sort_unstable();
    assert_eq!(values, (1..=50).collect::<Vec<_>>());
}
