use super::{ConfigFile, configuration_diff, file_configuration, operator};
use crate::startup::{open_key, open_store, vault_of};
use anyhow::bail;
use latchkey_administration::{Applied, apply_configuration};
use latchkey_values::{OsEntropy, SystemClock};

/// `latchkey config apply`: makes connections, credential stores and processes in the database those of
/// the file, also where they were changed in the browser since. What was made in the browser only stays.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let config = file.load()?;
    let store = open_store(&config).await?;
    let key = open_key(&config, &OsEntropy, &*store).await?;
    let vault = vault_of(&config, &key)?;
    let connections = file_configuration::connections(store.clone(), vault.clone());
    let objects = file_configuration::objects(&config);
    let applied = apply_configuration(
        &*store,
        &vault,
        &connections,
        &SystemClock,
        &operator::operator(),
        file_configuration::of(&config, &objects),
    )
    .await?;
    match applied {
        Applied::Written(plan) => {
            print!("{}", configuration_diff::lines(&plan)?);
            println!(
                "applied; connections changed: {}, credential stores changed: {}, processes changed: {}",
                plan.connections.len(),
                plan.credential_stores.len(),
                plan.processes.len()
            );
            Ok(())
        }
        Applied::Refused(reasons) => bail!("nothing was changed:\n{}", reasons.join("\n")),
    }
}
