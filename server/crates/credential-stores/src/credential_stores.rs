use crate::{CredentialStore, OktaCredentialStore, witness::Witness};
use async_trait::async_trait;
use latchkey_connections::{Connections, Make, Unusable, Watched};
use latchkey_domain::{CredentialStoreRecord, Store, StoreError, UnitOfWork};
use latchkey_okta::Priority;
use latchkey_values::{Alias, Clock};
use std::{collections::BTreeMap, fmt, sync::Arc};

/// The credential stores by alias. Cheap to clone.
#[derive(Clone)]
pub struct CredentialStores(Source);

#[derive(Clone)]
enum Source {
    Fixed(Arc<BTreeMap<Alias, Arc<dyn CredentialStore>>>),
    Configured {
        records: Arc<Watched<Records>>,
        connections: Connections,
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
    },
}

/// Why there is no credential store to work with.
#[derive(Clone, Debug, thiserror::Error)]
pub enum NoCredentialStore {
    /// Nothing has this alias.
    #[error("no credential store named {0}")]
    Unknown(Alias),
    /// It has no connection yet.
    #[error("credential store {0} has no connection")]
    Inactive(Alias),
    /// Its connection cannot be used.
    #[error(transparent)]
    Connection(#[from] Unusable),
    /// The database cannot be asked.
    #[error("the credential stores cannot be read")]
    Store(#[source] Arc<StoreError>),
}

struct Records;

impl CredentialStores {
    /// The configured credential stores over the configured connections.
    #[must_use]
    pub fn configured(
        store: Arc<dyn Store>,
        clock: Arc<dyn Clock>,
        connections: Connections,
    ) -> Self {
        Self(Source::Configured {
            records: Arc::new(Watched::new(
                Records,
                Arc::clone(&store),
                Arc::clone(&clock),
            )),
            connections,
            store,
            clock,
        })
    }

    /// The credential store of an alias, as it is configured now. Keep it no longer than for one task.
    ///
    /// # Errors
    /// [`NoCredentialStore`].
    pub async fn get(&self, alias: &Alias) -> Result<Arc<dyn CredentialStore>, NoCredentialStore> {
        self.get_for(alias, Priority::Interactive).await
    }

    /// The same for work that nobody waits for: its calls leave room for those of people.
    ///
    /// # Errors
    /// [`NoCredentialStore`].
    pub async fn get_for_bulk(
        &self,
        alias: &Alias,
    ) -> Result<Arc<dyn CredentialStore>, NoCredentialStore> {
        self.get_for(alias, Priority::Bulk).await
    }

    async fn get_for(
        &self,
        alias: &Alias,
        priority: Priority,
    ) -> Result<Arc<dyn CredentialStore>, NoCredentialStore> {
        let unknown = || NoCredentialStore::Unknown(alias.clone());
        match &self.0 {
            Source::Fixed(stores) => stores.get(alias).cloned().ok_or_else(unknown),
            Source::Configured {
                records,
                connections,
                store,
                clock,
            } => {
                let read = records.get().await;
                let read = read.map_err(|error| NoCredentialStore::Store(Arc::new(error)))?;
                let record = read.get(alias).ok_or_else(unknown)?;
                let connection = record.connection.as_ref();
                let connection =
                    connection.ok_or_else(|| NoCredentialStore::Inactive(alias.clone()))?;
                let okta = connections.okta(connection).await?.with_priority(priority);
                let witness = Witness {
                    credential_store: alias.clone(),
                    store: Arc::clone(store),
                    clock: Arc::clone(clock),
                };
                let configured = OktaCredentialStore::configured(okta, record);
                Ok(Arc::new(configured.witnessed(witness)))
            }
        }
    }
}

impl From<BTreeMap<Alias, Arc<dyn CredentialStore>>> for CredentialStores {
    /// Credential stores that never change.
    fn from(stores: BTreeMap<Alias, Arc<dyn CredentialStore>>) -> Self {
        Self(Source::Fixed(Arc::new(stores)))
    }
}

impl fmt::Debug for CredentialStores {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("CredentialStores")
    }
}

#[async_trait]
impl Make for Records {
    type Made = BTreeMap<Alias, CredentialStoreRecord>;

    async fn make(
        &self,
        unit: &mut dyn UnitOfWork,
        _last: Option<&Self::Made>,
    ) -> Result<Self::Made, StoreError> {
        let records = unit.credential_stores().await?;
        let by_alias = |record: CredentialStoreRecord| (record.alias.clone(), record);
        Ok(records
            .into_iter()
            .map(|record| by_alias(record.definition))
            .collect())
    }
}
