use crate::config::Config;
use anyhow::Context as _;
use latchkey_connections::Connections;
use latchkey_credential_stores::{CredentialStore, CredentialStores, OktaCredentialStore};
use std::sync::Arc;

/// The configured credential stores over the configured connections.
pub(super) fn open(config: &Config, connections: &Connections) -> anyhow::Result<CredentialStores> {
    let mut stores = CredentialStores::new();
    for (alias, store) in &config.credential_stores {
        let client = connections
            .okta(&store.connection)
            .context("a credential store without a connection")?;
        let store: Arc<dyn CredentialStore> = Arc::new(OktaCredentialStore::new(client.clone()));
        stores.insert(alias.clone(), store);
    }
    Ok(stores)
}
