use super::Foundations;
use crate::config::Config;
use anyhow::Context as _;
use latchkey_administration::{FileObjects, apply_file};
use latchkey_connections::Vault;
use latchkey_domain::Store;

/// Brings into the database what changed in the configuration file since it was last applied.
pub(super) async fn apply(
    config: &Config,
    foundations: &Foundations,
    store: &dyn Store,
    vault: &Vault,
) -> anyhow::Result<()> {
    let objects = FileObjects {
        connections: config.connections.values().cloned().collect(),
        credential_stores: config.credential_stores.values().cloned().collect(),
    };
    apply_file(store, vault, &*foundations.clock, &objects)
        .await
        .context("cannot write the configured connections to the database")
}
