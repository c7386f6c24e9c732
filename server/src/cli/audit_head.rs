use super::ConfigFile;
use crate::startup::open_store;
use anyhow::Context as _;
use latchkey_domain::Store as _;

/// `latchkey audit head`: the end of the chain, to be kept elsewhere.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let store = open_store(&file.load()?).await?;
    let head = store.read().await?.audit_head().await?;
    println!("{}", head.context("the audit trail is empty")?);
    Ok(())
}
