use crate::{
    OktaConnection, Secrets, Vault, VaultError, Watched,
    auth::{Keeper, auth},
    okta_client,
    okta_client::http_client,
    watched::Make,
};
use async_trait::async_trait;
use latchkey_domain::{
    Connection, SealedSecret, SecretField, Store, StoreError, UnitOfWork, Versioned,
};
use latchkey_okta::Client;
use latchkey_values::{Alias, Clock, Entropy};
use secrecy::{ExposeSecret as _, SecretString};
use std::{collections::BTreeMap, fmt, sync::Arc};
use url::Url;

/// The configured connections, ready to use. Cheap to clone; clones share the clients.
#[derive(Clone)]
pub struct Connections {
    clients: Arc<Clients>,
    current: Arc<Watched<Arc<Clients>>>,
}

/// Why there is no client.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Unusable {
    /// Nothing has this alias.
    #[error("no connection named {0}")]
    Unknown(Alias),
    /// The secret was not set yet, or was taken away with the host it was for.
    #[error("connection {0} has no secret yet: set it")]
    NoSecret(Alias),
    /// Its secret does not open, or its settings make no client.
    #[error("connection {alias} cannot be used: {reason}")]
    Broken {
        /// Which one.
        alias: Alias,
        /// What is wrong; no secret stands in it.
        reason: String,
    },
    /// The database cannot be asked.
    #[error("the connections cannot be read")]
    Store(#[source] Arc<StoreError>),
}

/// Makes clients of connections.
struct Clients {
    store: Arc<dyn Store>,
    vault: Vault,
    clock: Arc<dyn Clock>,
    entropy: Arc<dyn Entropy>,
}

/// A connection's client, and what it was made of.
struct Entry {
    definition: Connection,
    secrets: Vec<SealedSecret>,
    client: Result<Client, Unusable>,
}

impl Connections {
    /// Connections from the database. Nothing is read yet.
    #[must_use]
    pub fn new(
        store: Arc<dyn Store>,
        vault: Vault,
        clock: Arc<dyn Clock>,
        entropy: Arc<dyn Entropy>,
    ) -> Self {
        let clients = Arc::new(Clients {
            store: Arc::clone(&store),
            vault,
            clock: Arc::clone(&clock),
            entropy,
        });
        Self {
            current: Arc::new(Watched::new(Arc::clone(&clients), store, clock)),
            clients,
        }
    }

    /// The client of an Okta connection, as it is configured now. Keep it no longer than for one task.
    ///
    /// # Errors
    /// [`Unusable`].
    pub async fn okta(&self, alias: &Alias) -> Result<Client, Unusable> {
        let entries = self.current.get().await.map_err(Unusable::of_store)?;
        match entries.get(alias) {
            Some(entry) => entry.client.clone(),
            None => Err(Unusable::Unknown(alias.clone())),
        }
    }

    /// Takes over what changed, at once.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn look_now(&self) -> Result<(), StoreError> {
        self.current.look_now().await.map(drop)
    }

    /// A client of a connection that need not be saved. Nothing is called yet.
    ///
    /// # Errors
    /// [`Unusable`].
    pub fn client_of(
        &self,
        definition: &Connection,
        secrets: &Secrets,
    ) -> Result<Client, Unusable> {
        self.clients.client(definition, secrets)
    }

    /// The clients there were when somebody last asked for one, by alias. Reads nothing.
    #[must_use]
    pub fn last_known(&self) -> Vec<(Alias, Client)> {
        let entries = self.current.last();
        let client = |(alias, entry): (&Alias, &Arc<Entry>)| {
            Some((alias.clone(), entry.client.as_ref().ok()?.clone()))
        };
        entries
            .iter()
            .flat_map(|all| all.iter())
            .filter_map(client)
            .collect()
    }
}

impl Unusable {
    fn of_store(error: StoreError) -> Self {
        Self::Store(Arc::new(error))
    }

    pub(crate) fn broken(alias: &Alias, reason: &dyn fmt::Display) -> Self {
        Self::Broken {
            alias: alias.clone(),
            reason: reason.to_string(),
        }
    }
}

/// The way out to the system of a connection, for calls that need no credential yet.
///
/// # Errors
/// [`Unusable`].
pub fn way_out(
    definition: &Connection,
    secrets: &Secrets,
) -> Result<latchkey_http::Client, Unusable> {
    let alias = &definition.alias;
    let proxy = proxy(definition, secrets.get(&SecretField::Proxy));
    http_client(alias, proxy, definition.allow_private_targets)
        .map_err(|error| Unusable::broken(alias, &error))
}

impl fmt::Debug for Connections {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Connections")
    }
}

#[async_trait]
impl Make for Arc<Clients> {
    type Made = BTreeMap<Alias, Arc<Entry>>;

    /// A client whose connection is as it was stays: it knows the rate limits and holds tokens. A
    /// refresh token that changed is no reason for another: the client looks for it itself.
    async fn make(
        &self,
        unit: &mut dyn UnitOfWork,
        last: Option<&Self::Made>,
    ) -> Result<Self::Made, StoreError> {
        let mut entries = BTreeMap::new();
        for Versioned { definition, .. } in unit.connections().await? {
            let alias = definition.alias.clone();
            let secrets = unit.connection_secrets(&alias).await?;
            let same = |entry: &&Arc<Entry>| {
                entry.definition == definition && are_same(&entry.secrets, &secrets)
            };
            let entry = match last.and_then(|last| last.get(&alias)).filter(same) {
                Some(entry) => Arc::clone(entry),
                None => Arc::new(self.entry(unit, definition, secrets).await?),
            };
            entries.insert(alias, entry);
        }
        Ok(entries)
    }
}

impl Clients {
    async fn entry(
        &self,
        unit: &mut dyn UnitOfWork,
        definition: Connection,
        secrets: Vec<SealedSecret>,
    ) -> Result<Entry, StoreError> {
        let alias = &definition.alias;
        let client = match self.vault.open(unit, alias).await {
            Ok(opened) => self.client(&definition, &opened),
            Err(VaultError::Store(error)) => return Err(error),
            Err(error) => Err(Unusable::broken(alias, &error)),
        };
        if let Err(error) = &client {
            let error = error as &dyn std::error::Error;
            tracing::error!(%alias, error, "a connection cannot be used");
        }
        Ok(Entry {
            definition,
            secrets,
            client,
        })
    }

    fn client(&self, definition: &Connection, secrets: &Secrets) -> Result<Client, Unusable> {
        let alias = &definition.alias;
        let keeper = || Keeper {
            store: Arc::clone(&self.store),
            vault: self.vault.clone(),
            clock: Arc::clone(&self.clock),
            alias: alias.clone(),
        };
        let connection = OktaConnection {
            alias: alias.clone(),
            url: definition.url().clone(),
            auth: auth(definition, secrets, keeper)?,
            proxy: proxy(definition, secrets.get(&SecretField::Proxy)),
            allow_private_targets: definition.allow_private_targets,
        };
        okta_client(connection, &self.clock, &self.entropy)
            .map_err(|error| Unusable::broken(alias, &error))
    }
}

fn are_same(one: &[SealedSecret], other: &[SealedSecret]) -> bool {
    let is_same = |(one, other): (&SealedSecret, &SealedSecret)| {
        one.field == other.field
            && (one.field == SecretField::RefreshToken || one.sealed == other.sealed)
    };
    one.len() == other.len() && one.iter().zip(other).all(is_same)
}

/// The proxy's address with its user and password.
fn proxy(definition: &Connection, secret: Option<&SecretString>) -> Option<Url> {
    let mut proxy = definition.proxy.clone()?;
    if let Some(secret) = secret {
        let (user, password) = secret
            .expose_secret()
            .split_once(':')
            .unwrap_or((secret.expose_secret(), ""));
        // An address that can hold neither is refused by the HTTP client.
        let _ = proxy.set_username(user);
        let _ = proxy.set_password((!password.is_empty()).then_some(password));
    }
    Some(proxy)
}
