use super::{Foundations, key};
use crate::config::Config;
use anyhow::Context as _;
use latchkey_connections::Vault;
use latchkey_domain::Store;
use latchkey_secrets::{Key, Keyring};
use latchkey_values::OsEntropy;
use std::sync::Arc;

/// What opens the secrets in the database. What the key before the last rotation still wraps, because
/// somebody changed it meanwhile, is wrapped anew.
///
/// # Errors
/// When a secret's key was wrapped by a key that is not there; then nothing was changed.
pub(super) async fn open(
    config: &Config,
    foundations: &Foundations,
    store: &dyn Store,
    current: &Key,
) -> anyhow::Result<Vault> {
    let vault = Vault::new(keyring(config, current)?, Arc::clone(&foundations.entropy));
    if !vault.is_current(store.read().await?.as_mut()).await? {
        let mut unit = store.begin().await?;
        unit.change_configuration().await?;
        let rewrapped = vault.rewrap(unit.as_mut()).await;
        rewrapped.context("the secrets in the database cannot be opened")?;
        unit.commit().await?;
    }
    Ok(vault)
}

/// What opens the secrets in the database, for commands.
///
/// # Errors
/// What is wrong with a key file.
pub(crate) fn of(config: &Config, current: &Key) -> anyhow::Result<Vault> {
    Ok(Vault::new(keyring(config, current)?, Arc::new(OsEntropy)))
}

/// The same with the key file there is; `None` when there is none yet.
///
/// # Errors
/// What is wrong with a key file.
pub(crate) fn known(config: &Config) -> anyhow::Result<Option<Vault>> {
    let current = key::known(config)?;
    current.map(|current| of(config, &current)).transpose()
}

fn keyring(config: &Config, current: &Key) -> anyhow::Result<Keyring> {
    let keyring = Keyring::new(current);
    Ok(match key::previous(config)? {
        Some(previous) => keyring.with_previous(&previous),
        None => keyring,
    })
}
