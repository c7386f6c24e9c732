use super::Foundations;
use crate::config::Config;
use anyhow::Context as _;
use latchkey_domain::Store;
use latchkey_processes::{FileProcesses, apply_processes, switch_off_broken};

/// Brings into the database what changed in the configuration file since it was last applied, and
/// switches off what lost what it needs.
pub(super) async fn apply(
    config: &Config,
    foundations: &Foundations,
    store: &dyn Store,
) -> anyhow::Result<()> {
    let known = store.read().await?.credential_stores().await?;
    let usable = known
        .iter()
        .map(|known| &known.definition)
        .filter(|known| known.connection.is_some());
    let stores: Vec<_> = usable.map(|known| &known.alias).collect();
    let file = FileProcesses {
        processes: &config.processes,
        shipped_for: stores.first().copied(),
    };
    apply_processes(store, &*foundations.clock, file)
        .await
        .context("cannot write the configured processes to the database")?;
    switch_off_broken(store, &*foundations.clock, &stores).await?;
    Ok(())
}
