use super::ConfigFile;
use crate::{
    config::{
        Config, StoredConnection, write_connections, write_credential_stores, write_processes,
    },
    startup::open_store,
};
use latchkey_domain::{Store as _, UnitOfWork};

/// `latchkey config export`: what the database holds of connections, credential stores and processes, as
/// sections of a configuration file. No secret is in it.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let config = file.load()?;
    let store = open_store(&config).await?;
    print!("{}", export(store.read().await?.as_mut(), &config).await?);
    Ok(())
}

async fn export(unit: &mut dyn UnitOfWork, config: &Config) -> anyhow::Result<String> {
    let mut connections = Vec::new();
    for known in unit.connections().await? {
        let definition = known.definition;
        let sealed = unit.connection_secrets(&definition.alias).await?;
        let sources = config.secret_sources.get(&definition.alias);
        connections.push(StoredConnection {
            sealed: sealed.iter().map(|secret| secret.field).collect(),
            sources: sources.cloned().unwrap_or_default(),
            definition,
        });
    }
    let stores = unit.credential_stores().await?.into_iter();
    let stores: Vec<_> = stores.map(|known| known.definition).collect();
    let mut text = write_connections(&connections)?;
    text.push_str(&write_credential_stores(&stores)?);
    let processes = unit.processes().await?;
    if !processes.is_empty() {
        text.push_str(&write_processes(&processes)?);
    }
    Ok(text)
}
