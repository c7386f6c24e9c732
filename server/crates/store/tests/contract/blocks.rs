use crate::{
    database::Database,
    fixtures::{Ids, after, now},
};
use latchkey_domain::{Block, Digest};
use latchkey_values::BlockId;

fn key() -> Digest {
    Digest::from_hex("a1".into())
}

fn block(ids: &Ids, limit: &str, ends_in: i64) -> Block {
    Block {
        id: BlockId::new(&ids.clock, &ids.entropy),
        limit: limit.into(),
        key: key(),
        shown: "alice@example.com from 203.0.113.7".into(),
        since: after(-1),
        until: after(ends_in),
    }
}

pub(crate) async fn a_block_holds_until_its_time(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let held = block(&ids, "starts", 5);
    unit.put_block(&held).await.expect("put");
    assert_eq!(
        unit.block("starts", &key(), now()).await.expect("read"),
        Some(held.clone())
    );
    assert_eq!(unit.blocks(now(), 10).await.expect("read"), [held]);
    assert_eq!(
        unit.block("codes", &key(), now()).await.expect("read"),
        None
    );
    assert_eq!(
        unit.block("starts", &key(), after(5)).await.expect("read"),
        None
    );
    assert!(unit.blocks(after(5), 10).await.expect("read").is_empty());
}

pub(crate) async fn a_later_block_takes_the_place_of_an_earlier_one(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    unit.put_block(&block(&ids, "starts", -5))
        .await
        .expect("put");
    let later = block(&ids, "starts", 5);
    unit.put_block(&later).await.expect("put");
    assert_eq!(unit.blocks(after(-10), 10).await.expect("read"), [later]);
}

pub(crate) async fn lifting_a_block_forgets_what_was_counted_for_it(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let held = block(&ids, "starts", 5);
    unit.put_block(&held).await.expect("put");
    for name in ["starts", "codes"] {
        unit.count(name, &key(), after(5)).await.expect("counted");
    }
    assert_eq!(
        unit.lift_block(held.id).await.expect("lifted"),
        Some(held.clone())
    );
    assert_eq!(
        unit.block("starts", &key(), now()).await.expect("read"),
        None
    );
    assert_eq!(
        unit.counted("starts", &key(), after(5))
            .await
            .expect("read"),
        0
    );
    assert_eq!(
        unit.counted("codes", &key(), after(5)).await.expect("read"),
        1
    );
    assert_eq!(unit.lift_block(held.id).await.expect("answers"), None);
}

pub(crate) async fn only_ended_blocks_are_purged(database: Database) {
    let ids = Ids::new(1);
    let mut unit = database.begin().await;
    let held = block(&ids, "starts", 5);
    for block in [&held, &block(&ids, "codes", -5)] {
        unit.put_block(block).await.expect("put");
    }
    unit.purge_blocks(now()).await.expect("purged");
    assert_eq!(unit.blocks(after(-10), 10).await.expect("read"), [held]);
}
