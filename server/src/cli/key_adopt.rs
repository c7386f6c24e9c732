use super::{ConfigFile, operator};
use crate::startup::{load_or_make_key, open_store};
use latchkey_connections::{Vault, connection_owner};
use latchkey_domain::{AuditKind, Store as _, StoreError, UnitOfWork};
use latchkey_secrets::Keyring;
use latchkey_values::{Alias, Clock as _, OsEntropy, SystemClock};
use std::sync::Arc;

/// `latchkey key adopt`: for whoever lost the key the database was set up with. Secrets that only the
/// lost key opens are removed; those that the configuration file names come back at the next start.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let config = file.load()?;
    let store = open_store(&config).await?;
    let key = load_or_make_key(&config, &OsEntropy)?;
    let check = key.check_value();
    let mut unit = store.begin().await?;
    unit.change_configuration().await?;
    if unit.key_check().await?.as_ref() == Some(&check) {
        println!("the database knows this key already");
        return Ok(());
    }
    unit.replace_key_check(&check).await?;
    let vault = Vault::new(Keyring::new(&key), Arc::new(OsEntropy));
    let lost = remove_lost_secrets(unit.as_mut(), &vault).await?;
    let names: Vec<&str> = lost.iter().map(Alias::as_str).collect();
    unit.append_audit(
        SystemClock.now(),
        operator::event(
            AuditKind::KeyReplaced,
            [("secrets_lost", names.clone().into())],
        ),
    )
    .await?;
    unit.commit().await?;
    println!("the database accepts this key from now on; codes sent before are invalid");
    if !names.is_empty() {
        println!(
            "connections whose secrets are lost, unless the configuration file names them: {}",
            names.join(", ")
        );
    }
    Ok(())
}

/// Removes what nothing opens any more; returns the connections that had it.
async fn remove_lost_secrets(
    unit: &mut dyn UnitOfWork,
    vault: &Vault,
) -> Result<Vec<Alias>, StoreError> {
    let lost_keys = vault.remove_lost_keys(unit).await?;
    let mut lost = Vec::new();
    for connection in unit.connections().await? {
        let alias = connection.definition.alias;
        if !lost_keys.contains(&connection_owner(&alias)) {
            continue;
        }
        for secret in unit.connection_secrets(&alias).await? {
            unit.remove_connection_secret(&alias, secret.field).await?;
        }
        lost.push(alias);
    }
    Ok(lost)
}
