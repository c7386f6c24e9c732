use crate::harness::{Portal, Setup};
use latchkey_domain::{Actor, AuditKind, Block, Digest, LimitReached, Store as _};
use latchkey_testkit::SeededEntropy;
use latchkey_values::{BlockId, Clock as _};
use serde_json::{Value, json};

/// Blocks a network for an hour, and returns the block's id.
async fn block(portal: &Portal) -> String {
    // Commands go by this machine's time, from which the portal's clock started.
    let now = portal.clock.now();
    let reached = LimitReached {
        name: "start-network",
        until: now + jiff::SignedDuration::from_hours(1),
    };
    let block = Block::new(
        BlockId::new(&*portal.clock, &SeededEntropy::new(1)),
        reached,
        Digest::from_hex("a1".into()),
        "203.0.113.0/24".into(),
        now,
    );
    let mut unit = portal.store().begin().await.expect("begun");
    unit.put_block(&block).await.expect("put");
    unit.commit().await.expect("committed");
    block.id.to_string()
}

fn listed(portal: &Portal) -> Vec<Value> {
    let (succeeded, said) = portal.command(&["block", "list", "--json"]);
    assert!(succeeded, "{said}");
    serde_json::from_str(&said).expect("JSON")
}

pub(crate) async fn a_block_is_shown_and_lifted_on_the_record(setup: Setup) {
    let portal = Portal::start_with(setup).await;
    assert_eq!(portal.command(&["block", "list"]).1, "nobody is blocked\n");
    let id = block(&portal).await;
    let (_, said) = portal.command(&["block", "list"]);
    assert!(
        said.contains(&id) && said.contains("203.0.113.0/24"),
        "{said}"
    );
    let blocks = listed(&portal);
    assert_eq!(
        (&blocks[0]["id"], &blocks[0]["limit"]),
        (&json!(id), &json!("start-network"))
    );

    let (succeeded, said) = portal.command(&["block", "lift", &id]);
    assert!(succeeded, "{said}");
    assert_eq!(listed(&portal), Vec::<Value>::new());
    let trail = portal.audit_trail().await;
    let event = &trail.last().expect("a record").event;
    assert_eq!(
        (event.kind, event.actor),
        (AuditKind::BlockLifted, Actor::Operator)
    );
    assert_eq!(event.details["block"], json!(id));
    let (succeeded, said) = portal.command(&["block", "lift", &id]);
    assert!(!succeeded && said.contains("there is no block"), "{said}");
    assert_eq!(portal.audit_trail().await.len(), trail.len());
}
