//! Several slices of the trail at once.
//!
//! A slice takes the hash of the record before it as that record has it. When every slice holds and
//! ends with the record that the next one began after, the chain holds as if it had been walked.

use futures::future;
use latchkey_domain::{ChainHead, Store};

/// How many slices. While one is hashed the database reads the others.
pub(super) const SLICES: u32 = 4;

/// Checks [`SLICES`] slices of `most` records after `end`. `None` says nothing but that not all of
/// them are there and hold: whoever walks them one by one learns which record does not.
pub(super) async fn check(
    store: &dyn Store,
    end: Option<ChainHead>,
    most: u32,
) -> Option<ChainHead> {
    let starts = starts(store, end, most).await?;
    let slices = starts
        .iter()
        .map(|start| check_slice(store, *start, most))
        .collect::<Vec<_>>();
    let ends = future::join_all(slices).await;
    let ends = ends.into_iter().collect::<Option<Vec<_>>>()?;
    let meets = |(start, end): (&Option<ChainHead>, &ChainHead)| *start == Some(*end);
    let is_chain = starts.iter().skip(1).zip(&ends).all(meets);
    ends.last().copied().filter(|_| is_chain)
}

/// The record before each slice.
async fn starts(
    store: &dyn Store,
    end: Option<ChainHead>,
    most: u32,
) -> Option<Vec<Option<ChainHead>>> {
    let mut unit = store.read().await.ok()?;
    let first = end.map_or(0, |end| end.sequence);
    let mut starts = vec![end];
    for slice in 1..SLICES {
        let sequence = first + i64::from(slice) * i64::from(most);
        let records = unit.audit_records(sequence - 1, 1).await.ok()?;
        let record = records.first().filter(|record| record.sequence == sequence);
        starts.push(Some(ChainHead::from((sequence, record?.hash))));
    }
    Some(starts)
}

/// Where a slice ends that is full and holds.
async fn check_slice(store: &dyn Store, start: Option<ChainHead>, most: u32) -> Option<ChainHead> {
    let mut unit = store.read().await.ok()?;
    let end = unit.check_audit(start, most).await.ok()?.ok()??;
    let first = start.map_or(0, |start| start.sequence);
    (end.sequence == first + i64::from(most)).then_some(end)
}
