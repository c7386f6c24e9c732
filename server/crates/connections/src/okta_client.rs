use latchkey_okta::{Auth, Client, ClientSettings};
use latchkey_values::{Alias, Clock, Entropy};
use std::{fmt, sync::Arc};
use url::Url;

/// Where an Okta org is and how to reach it. `Debug` shows no proxy: its address may hold a password.
#[derive(Clone)]
pub struct OktaConnection {
    /// Its short name.
    pub alias: Alias,
    /// The org's address, `https://{org}.okta.com`.
    pub url: Url,
    /// How the portal proves who it is.
    pub auth: Auth,
    /// Everything goes through this proxy; `None` means directly.
    pub proxy: Option<Url>,
    /// Private and loopback addresses are allowed as targets.
    pub allow_private_targets: bool,
}

impl fmt::Debug for OktaConnection {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OktaConnection")
            .field("alias", &self.alias)
            .field("url", &self.url.as_str())
            .finish_non_exhaustive()
    }
}

/// A connection cannot be used as it is configured.
#[derive(Debug, thiserror::Error)]
pub enum UnusableConnection {
    /// The HTTP client cannot be made: the proxy's address is unusable.
    #[error("connection {0}: the proxy address cannot be used")]
    Proxy(Alias),
    /// The org's address or token cannot be used.
    #[error("connection {0}: {1}")]
    Okta(Alias, latchkey_okta::InvalidSettings),
}

/// Makes the client of a connection. Nothing is called yet.
///
/// # Errors
/// [`UnusableConnection`].
pub fn okta_client(
    connection: OktaConnection,
    clock: &Arc<dyn Clock>,
    entropy: &Arc<dyn Entropy>,
) -> Result<Client, UnusableConnection> {
    let OktaConnection {
        alias,
        url,
        auth,
        proxy,
        allow_private_targets,
    } = connection;
    let http = http_client(&alias, proxy, allow_private_targets)?;
    let settings = ClientSettings::new(url, auth, http, clock.clone(), entropy.clone());
    Client::new(settings).map_err(|error| UnusableConnection::Okta(alias, error))
}

/// The way out of a connection.
pub(crate) fn http_client(
    alias: &Alias,
    proxy: Option<Url>,
    allow_private_targets: bool,
) -> Result<latchkey_http::Client, UnusableConnection> {
    let settings = latchkey_http::Settings {
        proxy,
        allow_private_targets,
        ..latchkey_http::Settings::default()
    };
    latchkey_http::Client::new(settings).map_err(|_| UnusableConnection::Proxy(alias.clone()))
}
