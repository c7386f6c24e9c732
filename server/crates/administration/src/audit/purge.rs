use super::verify::{TrailError, TrailFault, Walk};
use crate::Operator;
use jiff::Timestamp;
use latchkey_domain::{
    Actor, AuditCheckpoint, AuditEvent, AuditKind, ChainHead, Store, StoreError,
};
use serde_json::{Map, json};

/// So many records go in one transaction, that it stays short.
const BATCH: u32 = 1_000;

/// What was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Purged {
    /// How many records.
    pub records: u64,
    /// The last record given up, now or before; `None` when none ever was. The trail begins after it.
    pub checkpoint: Option<ChainHead>,
}

/// Gives up the records of the audit trail that are older than `before`; `operator` is who asked for
/// it, `None` the portal itself.
///
/// They are verified first. Then the trail records up to which number they go, and with which hash,
/// a checkpoint says the same to the database, and only then they are removed: verification goes on
/// from the checkpoint, and refuses one that the trail does not tell of. What a crash leaves undone
/// the next call does.
///
/// # Errors
/// [`TrailError`]; a trail that does not hold loses nothing.
pub async fn purge_audit(
    store: &dyn Store,
    now: Timestamp,
    before: Timestamp,
    operator: Option<&Operator>,
) -> Result<Purged, TrailError> {
    let mut unit = store.read().await?;
    let known = unit.audit_checkpoint().await?;
    let through = unit.audit_before(before).await?;
    drop(unit);
    let given_up = known.map_or(0, |checkpoint| checkpoint.head.sequence);
    let through = through.filter(|through| *through > given_up);
    let checkpoint = match through {
        Some(through) => {
            let head = verified_through(store, known, through).await?;
            give_up(store, now, head, head.sequence - given_up, operator).await?;
            Some(head)
        }
        None => known.map(|checkpoint| checkpoint.head),
    };
    Ok(Purged {
        records: remove(store).await?,
        checkpoint,
    })
}

async fn verified_through(
    store: &dyn Store,
    known: Option<AuditCheckpoint>,
    through: i64,
) -> Result<ChainHead, TrailError> {
    let mut walk = Walk::from(known, None)?;
    while walk.step(store, Some(through)).await?.is_some() {}
    walk.end()
        .filter(|end| end.sequence == through)
        .ok_or_else(|| TrailFault::Unreadable(through).into())
}

async fn give_up(
    store: &dyn Store,
    now: Timestamp,
    head: ChainHead,
    records: i64,
    operator: Option<&Operator>,
) -> Result<(), StoreError> {
    let details = [
        ("through", json!(head.sequence)),
        ("hash", json!(head.hash.to_string())),
        ("records", json!(records)),
    ];
    let event = match operator {
        Some(operator) => operator.event(AuditKind::AuditPurged, details),
        None => AuditEvent {
            kind: AuditKind::AuditPurged,
            actor: Actor::Portal,
            subject: None,
            request: None,
            network: None,
            details: Map::from_iter(details.map(|(name, value)| (name.to_owned(), value))),
        },
    };
    let mut unit = store.begin().await?;
    let recorded_in = unit.append_audit(now, event).await?.sequence;
    unit.put_audit_checkpoint(&AuditCheckpoint { head, recorded_in })
        .await?;
    unit.commit().await
}

async fn remove(store: &dyn Store) -> Result<u64, StoreError> {
    let mut removed = 0;
    loop {
        let mut unit = store.begin().await?;
        let batch = unit.remove_given_up_audit(BATCH).await?;
        if batch == 0 {
            return Ok(removed);
        }
        unit.commit().await?;
        removed += batch;
    }
}
