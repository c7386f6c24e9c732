use crate::database::Database;

async fn key_check(database: &Database) -> Option<String> {
    database.read().await.key_check().await.expect("read")
}

pub(crate) async fn the_first_key_check_stays_until_it_is_replaced(database: Database) {
    assert_eq!(key_check(&database).await, None);
    let mut unit = database.begin().await;
    assert!(unit.note_key_check("first").await.expect("asked"));
    assert!(!unit.note_key_check("second").await.expect("asked"));
    unit.commit().await.expect("committed");
    assert_eq!(key_check(&database).await.as_deref(), Some("first"));
    let mut unit = database.begin().await;
    unit.replace_key_check("second").await.expect("replaced");
    unit.commit().await.expect("committed");
    assert_eq!(key_check(&database).await.as_deref(), Some("second"));
}

pub(crate) async fn of_many_first_starts_one_notes_its_key(database: Database) {
    let nodes: Vec<_> = (0..8)
        .map(|node| {
            let store = database.store.clone();
            tokio::spawn(async move {
                let mut unit = store.begin().await.expect("begins");
                let noted = unit.note_key_check(&format!("key {node}")).await;
                unit.commit().await.expect("committed");
                noted.expect("asked")
            })
        })
        .collect();
    let mut noted = 0;
    for node in nodes {
        noted += u32::from(node.await.expect("no panic"));
    }
    assert_eq!(noted, 1);
}
