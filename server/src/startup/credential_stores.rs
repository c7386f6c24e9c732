use super::Foundations;
use crate::config::{Config, Connection, ConnectionKind};
use anyhow::Context as _;
use latchkey_connections::{Connections, OktaConnection};
use latchkey_credential_stores::{CredentialStore, CredentialStores, OktaCredentialStore};
use latchkey_values::Alias;
use std::sync::Arc;

/// The configured credential stores over the configured connections.
pub(super) fn open(config: &Config, foundations: &Foundations) -> anyhow::Result<CredentialStores> {
    let configured = config
        .connections
        .iter()
        .map(|(alias, connection)| okta(alias, connection))
        .collect();
    let connections = Connections::open(configured, &foundations.clock, &foundations.entropy)?;
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

fn okta(alias: &Alias, connection: &Connection) -> OktaConnection {
    match connection.kind {
        ConnectionKind::Okta => OktaConnection {
            alias: alias.clone(),
            url: connection.url.clone(),
            api_token: connection.api_token.clone(),
            proxy: connection.proxy.clone(),
            allow_private_targets: connection.allow_private_targets,
        },
    }
}
