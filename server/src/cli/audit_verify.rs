use super::ConfigFile;
use crate::startup::open_store;
use anyhow::{Context as _, bail};
use latchkey_domain::{ChainBreak, ChainHash, Store};
use std::{collections::VecDeque, sync::Arc};
use tokio::task::JoinHandle;

/// How many records are read and checked in one piece.
const SLICE: u32 = 5_000;
/// How many slices are worked on at the same time: one is read while another is hashed, on as many
/// processors as there are, up to this number.
const AT_ONCE: usize = 4;

/// The number of the last record, and its hash.
type End = (i64, ChainHash);

/// `latchkey audit verify`: walks the whole chain and says how far it holds.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let config = file.load()?;
    let store = open_store(&config).await?;
    match walk(store).await? {
        None => println!("the audit trail is empty"),
        Some((last, head)) => println!("{last} records, the chain holds; its head is {head}"),
    }
    Ok(())
}

/// Each slice begins with the hash that stands in the last record of the one before, which that one
/// checks: together they are one chain. Records that come meanwhile are left out.
async fn walk(store: Arc<dyn Store>) -> anyhow::Result<Option<End>> {
    const READING: &str = "reading the audit trail";
    let end = store.read().await?.audit_end().await.context(READING)?;
    let Some((last, _)) = end else {
        return Ok(None);
    };
    let mut starts = (0..last).step_by(SLICE as usize);
    let mut slices: VecDeque<Slice> = VecDeque::new();
    let mut checked = None;
    loop {
        while slices.len() < AT_ONCE
            && let Some(after) = starts.next()
        {
            slices.push_back(Slice::begin(&store, after, last));
        }
        let Some(slice) = slices.pop_front() else {
            return Ok(checked);
        };
        match slice.outcome().await.context(READING)? {
            Ok(end) => checked = Some(end),
            Err(broken) => bail!("the audit trail was tampered with: {broken}"),
        }
    }
}

/// A part of the trail that is being checked.
struct Slice {
    last: i64,
    check: JoinHandle<Result<Result<End, ChainBreak>, latchkey_domain::StoreError>>,
}

impl Slice {
    /// The records after number `after`, of which the trail has `end`.
    fn begin(store: &Arc<dyn Store>, after: i64, end: i64) -> Self {
        let store = Arc::clone(store);
        let last = end.min(after.saturating_add(SLICE.into()));
        let most = u32::try_from(last - after).unwrap_or(SLICE);
        let check = async move { store.read().await?.check_audit(after, most).await };
        Self {
            last,
            check: tokio::spawn(check),
        }
    }

    async fn outcome(self) -> anyhow::Result<Result<End, ChainBreak>> {
        Ok(match self.check.await?? {
            Ok((number, _)) if number < self.last => Err(ChainBreak::Gap {
                expected: number + 1,
                found: self.last,
            }),
            outcome => outcome,
        })
    }
}
