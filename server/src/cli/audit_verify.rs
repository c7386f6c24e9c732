use super::ConfigFile;
use crate::startup::open_store;
use anyhow::{Context as _, bail};
use latchkey_domain::{ChainHash, Store, verify_chain};

/// How many records are checked at once.
const BATCH: u32 = 1_000;

/// `latchkey audit verify`: walks the whole chain and says how far it holds.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let config = file.load()?;
    let store = open_store(&config).await?;
    match walk(&*store).await? {
        None => println!("the audit trail is empty"),
        Some((last, head)) => println!("{last} records, the chain holds; its head is {head}"),
    }
    Ok(())
}

async fn walk(store: &dyn Store) -> anyhow::Result<Option<(i64, ChainHash)>> {
    let mut end = None;
    loop {
        let after = end.map_or(0, |(last, _)| last);
        let mut unit = store.read().await?;
        let records = unit
            .audit_records(after, BATCH)
            .await
            .context("reading the audit trail")?;
        if records.is_empty() {
            return Ok(end);
        }
        end = match verify_chain(end, &records) {
            Ok(end) => end,
            Err(broken) => bail!("the audit trail was tampered with: {broken}"),
        };
    }
}
