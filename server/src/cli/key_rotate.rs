use super::{ConfigFile, operator};
use crate::startup::{load_or_make_next_key, open_key, open_store, put_next_key_in_place};
use latchkey_connections::Vault;
use latchkey_domain::{AuditKind, Store as _};
use latchkey_secrets::Keyring;
use latchkey_values::{Clock as _, Entropy, OsEntropy, SystemClock};
use std::sync::Arc;

/// `latchkey key rotate`: another key from now on, without losing any secret. A rotation that was cut
/// off goes on where it stopped.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let config = file.load()?;
    let store = open_store(&config).await?;
    let entropy: Arc<dyn Entropy> = Arc::new(OsEntropy);
    let current = open_key(&config, &*entropy, &*store).await?;
    let next = load_or_make_next_key(&config, &*entropy)?;
    let keyring = Keyring::new(&next).with_previous(&current);
    let vault = Vault::new(keyring, Arc::clone(&entropy));
    let mut unit = store.begin().await?;
    unit.change_configuration().await?;
    let rewrapped = vault.rewrap(unit.as_mut()).await?;
    unit.replace_key_check(&next.check_value()).await?;
    let event = operator::event(AuditKind::KeyRotated, [("rewrapped", rewrapped.into())]);
    unit.append_audit(SystemClock.now(), event).await?;
    unit.commit().await?;
    put_next_key_in_place(&config)?;
    println!(
        "the database and {} have a new key; start the portal anew, on other nodes with a copy of the \
         file. Codes sent before are invalid. Once all nodes run, remove the file that ends in .previous, \
         unless a backup from before needs it",
        config.data_dir.join("latchkey.key").display()
    );
    Ok(())
}
