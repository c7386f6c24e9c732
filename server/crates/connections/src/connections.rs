use crate::{
    OktaConnection, UnusableConnection, Vault, VaultError, Watched, okta_client, watched::Make,
};
use async_trait::async_trait;
use latchkey_domain::{
    Connection, Credential, SealedSecret, SecretField, Store, StoreError, UnitOfWork, Versioned,
};
use latchkey_okta::{Auth, Client};
use latchkey_values::{Alias, Clock, Entropy};
use secrecy::{ExposeSecret as _, SecretString};
use std::{collections::BTreeMap, fmt, sync::Arc};
use url::Url;

/// The configured connections, ready to use. Cheap to clone; clones share the clients.
#[derive(Clone)]
pub struct Connections(Arc<Watched<Clients>>);

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
        let clients = Clients {
            vault,
            clock: Arc::clone(&clock),
            entropy,
        };
        Self(Arc::new(Watched::new(clients, store, clock)))
    }

    /// The client of an Okta connection, as it is configured now. Keep it no longer than for one task.
    ///
    /// # Errors
    /// [`Unusable`].
    pub async fn okta(&self, alias: &Alias) -> Result<Client, Unusable> {
        let entries = self.0.get().await.map_err(Unusable::of_store)?;
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
        self.0.look_now().await.map(drop)
    }

    /// The clients there were when somebody last asked for one, by alias. Reads nothing.
    #[must_use]
    pub fn last_known(&self) -> Vec<(Alias, Client)> {
        let entries = self.0.last();
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
}

impl fmt::Debug for Connections {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Connections")
    }
}

#[async_trait]
impl Make for Clients {
    type Made = BTreeMap<Alias, Arc<Entry>>;

    /// A client whose connection is as it was stays: it knows the rate limits and holds tokens.
    async fn make(
        &self,
        unit: &mut dyn UnitOfWork,
        last: Option<&Self::Made>,
    ) -> Result<Self::Made, StoreError> {
        let mut entries = BTreeMap::new();
        for Versioned { definition, .. } in unit.connections().await? {
            let alias = definition.alias.clone();
            let secrets = unit.connection_secrets(&alias).await?;
            let same =
                |entry: &&Arc<Entry>| entry.definition == definition && entry.secrets == secrets;
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
            Ok(opened) => self.client(&definition, opened),
            Err(VaultError::Store(error)) => return Err(error),
            Err(error) => Err(broken(alias, &error)),
        };
        if let Err(error) = &client {
            tracing::error!(%alias, error = error as &dyn std::error::Error, "a connection cannot be used");
        }
        Ok(Entry {
            definition,
            secrets,
            client,
        })
    }

    fn client(
        &self,
        definition: &Connection,
        mut secrets: BTreeMap<SecretField, SecretString>,
    ) -> Result<Client, Unusable> {
        let alias = &definition.alias;
        let auth = auth(definition, &mut secrets)?;
        let proxy = proxy(definition, secrets.get(&SecretField::Proxy));
        let connection = OktaConnection {
            alias: alias.clone(),
            url: definition.url().clone(),
            auth,
            proxy,
            allow_private_targets: definition.allow_private_targets,
        };
        okta_client(connection, &self.clock, &self.entropy)
            .map_err(|error: UnusableConnection| broken(alias, &error))
    }
}

fn auth(
    definition: &Connection,
    secrets: &mut BTreeMap<SecretField, SecretString>,
) -> Result<Auth, Unusable> {
    let alias = &definition.alias;
    let mut take = |field| {
        secrets
            .remove(&field)
            .ok_or_else(|| Unusable::NoSecret(alias.clone()))
    };
    match &definition.credential {
        Credential::ApiToken => Ok(Auth::ApiToken(take(SecretField::ApiToken)?)),
        Credential::OAuthService { .. } | Credential::OAuthWeb { .. } => Err(broken(
            alias,
            &"this kind of credential is not served by this version",
        )),
    }
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

fn broken(alias: &Alias, reason: &dyn fmt::Display) -> Unusable {
    Unusable::Broken {
        alias: alias.clone(),
        reason: reason.to_string(),
    }
}
