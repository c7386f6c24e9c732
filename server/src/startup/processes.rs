use super::Foundations;
use crate::config::Config;
use anyhow::Context as _;
use latchkey_domain::Store;
use latchkey_processes::apply_processes;

/// Makes the processes in the database those of the configuration.
pub(super) async fn apply(
    config: &Config,
    foundations: &Foundations,
    store: &dyn Store,
) -> anyhow::Result<()> {
    apply_processes(store, &*foundations.clock, &config.processes)
        .await
        .context("cannot write the configured processes to the database")
}
