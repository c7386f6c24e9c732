use super::Foundations;
use crate::config::{Config, Connection, ConnectionKind};
use latchkey_connections::{Connections, OktaConnection};
use latchkey_values::Alias;

/// The configured connections.
pub(super) fn open(config: &Config, foundations: &Foundations) -> anyhow::Result<Connections> {
    let configured = config
        .connections
        .iter()
        .map(|(alias, connection)| okta(alias, connection))
        .collect();
    let Foundations { clock, entropy, .. } = foundations;
    Ok(Connections::open(configured, clock, entropy)?)
}

/// Every client of an Okta org, by its connection's alias.
pub(super) fn clients(
    config: &Config,
    connections: &Connections,
) -> Vec<(Alias, latchkey_okta::Client)> {
    let client = |alias: &Alias| Some((alias.clone(), connections.okta(alias)?.clone()));
    config.connections.keys().filter_map(client).collect()
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
