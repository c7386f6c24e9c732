use latchkey_okta::{Auth, Client, ClientSettings};
use latchkey_values::{Alias, Clock, Entropy};
use secrecy::SecretString;
use std::{collections::BTreeMap, fmt, sync::Arc};
use url::Url;

/// Where an Okta org is and how to reach it. `Debug` shows no proxy: its address may hold a password.
#[derive(Clone)]
pub struct OktaConnection {
    /// Its short name.
    pub alias: Alias,
    /// The org's address, `https://{org}.okta.com`.
    pub url: Url,
    /// The API token.
    pub api_token: SecretString,
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

/// The configured connections, ready to use. Cheap to clone.
#[derive(Clone, Default)]
pub struct Connections {
    okta: Arc<BTreeMap<Alias, Client>>,
}

/// A connection cannot be used as configured.
#[derive(Debug, thiserror::Error)]
pub enum ConnectionError {
    /// The HTTP client cannot be made: the proxy's address is unusable.
    #[error("connection {0}: the proxy address cannot be used")]
    Proxy(Alias),
    /// The org's address or token cannot be used.
    #[error("connection {0}")]
    Okta(Alias, #[source] latchkey_okta::InvalidSettings),
}

impl Connections {
    /// Makes a client for each connection. Nothing is called yet.
    ///
    /// # Errors
    /// [`ConnectionError`] names the connection that cannot work.
    pub fn open(
        configured: Vec<OktaConnection>,
        clock: &Arc<dyn Clock>,
        entropy: &Arc<dyn Entropy>,
    ) -> Result<Self, ConnectionError> {
        let mut okta = BTreeMap::new();
        for connection in configured {
            let alias = connection.alias.clone();
            okta.insert(alias, client(connection, clock, entropy)?);
        }
        Ok(Self {
            okta: Arc::new(okta),
        })
    }

    /// The client of an Okta connection; `None` when no connection has that alias.
    #[must_use]
    pub fn okta(&self, alias: &Alias) -> Option<&Client> {
        self.okta.get(alias)
    }
}

fn client(
    connection: OktaConnection,
    clock: &Arc<dyn Clock>,
    entropy: &Arc<dyn Entropy>,
) -> Result<Client, ConnectionError> {
    let OktaConnection {
        alias,
        url,
        api_token,
        proxy,
        allow_private_targets,
    } = connection;
    let settings = latchkey_http::Settings {
        proxy,
        allow_private_targets,
        ..latchkey_http::Settings::default()
    };
    let http =
        latchkey_http::Client::new(settings).map_err(|_| ConnectionError::Proxy(alias.clone()))?;
    let auth = Auth::ApiToken(api_token);
    let settings = ClientSettings::new(url, auth, http, clock.clone(), entropy.clone());
    Client::new(settings).map_err(|error| ConnectionError::Okta(alias, error))
}
