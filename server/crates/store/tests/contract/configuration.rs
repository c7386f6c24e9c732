use crate::database::Database;

async fn version(database: &Database) -> i64 {
    let mut unit = database.read().await;
    unit.configuration_version().await.expect("read")
}

pub(crate) async fn the_version_grows_with_each_change_that_is_committed(database: Database) {
    let first = version(&database).await;
    let mut unit = database.begin().await;
    unit.change_configuration().await.expect("changed");
    unit.commit().await.expect("committed");
    let second = version(&database).await;
    assert!(second > first);
    let mut undone = database.begin().await;
    undone.change_configuration().await.expect("changed");
    drop(undone);
    assert_eq!(version(&database).await, second);
}

pub(crate) async fn changes_on_two_nodes_take_turns(database: Database) {
    let mut first = database.begin().await;
    first.change_configuration().await.expect("changed");
    let store = database.store.clone();
    let second = tokio::spawn(async move {
        let mut unit = store.begin().await.expect("begins");
        unit.change_configuration().await.expect("changed");
        unit.configuration_version().await.expect("read")
    });
    assert!(database.is_held_up(&second).await);
    let seen = first.configuration_version().await.expect("read");
    first.commit().await.expect("committed");
    assert_eq!(second.await.expect("no panic"), seen + 1);
}
