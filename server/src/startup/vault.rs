use super::{Foundations, key};
use crate::config::Config;
use anyhow::Context as _;
use latchkey_connections::Vault;
use latchkey_domain::Store;
use latchkey_secrets::{Key, Keyring};
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
    let mut keyring = Keyring::new(current);
    if let Some(previous) = key::previous(config)? {
        keyring = keyring.with_previous(&previous);
    }
    let vault = Vault::new(keyring, Arc::clone(&foundations.entropy));
    if !vault.is_current(store.read().await?.as_mut()).await? {
        let mut unit = store.begin().await?;
        unit.change_configuration().await?;
        let rewrapped = vault.rewrap(unit.as_mut()).await;
        rewrapped.context("the secrets in the database cannot be opened")?;
        unit.commit().await?;
    }
    Ok(vault)
}
