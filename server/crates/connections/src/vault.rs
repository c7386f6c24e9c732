use crate::Secrets;
use jiff::Timestamp;
use latchkey_domain::{SealedSecret, SecretField, StoreError, UnitOfWork};
use latchkey_secrets::{CannotOpen, DataKey, Keyring, Place, UnwrapError};
use latchkey_values::{Alias, Entropy};
use secrecy::SecretString;
use std::{collections::BTreeMap, fmt, sync::Arc};

/// The owner of the key under which the configuration file's objects are remembered.
const CONFIGURATION: &str = "configuration";

/// Seals and opens what the database holds in secret. Cheap to clone.
#[derive(Clone)]
pub struct Vault {
    keyring: Arc<Keyring>,
    entropy: Arc<dyn Entropy>,
}

/// Why a secret cannot be sealed or opened.
#[derive(Debug, thiserror::Error)]
pub enum VaultError {
    /// The database did not do its part.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The key that sealed it cannot be used.
    #[error(transparent)]
    Key(#[from] UnwrapError),
    /// It does not open.
    #[error(transparent)]
    Secret(#[from] CannotOpen),
}

/// The owner of the key that seals a connection's secrets.
#[must_use]
pub fn connection_owner(alias: &Alias) -> String {
    format!("connection/{alias}")
}

impl Vault {
    /// A vault whose keys are wrapped by `keyring`.
    #[must_use]
    pub fn new(keyring: Keyring, entropy: Arc<dyn Entropy>) -> Self {
        Self {
            keyring: Arc::new(keyring),
            entropy,
        }
    }

    /// Sets a secret of a connection that is there already.
    ///
    /// # Errors
    /// [`VaultError`]; then the transaction can only be dropped.
    pub async fn put(
        &self,
        unit: &mut dyn UnitOfWork,
        alias: &Alias,
        field: SecretField,
        secret: &SecretString,
        now: Timestamp,
    ) -> Result<(), VaultError> {
        let key = self.key_of(unit, &connection_owner(alias)).await?;
        let sealed = SealedSecret {
            field,
            sealed: key.seal(place(alias, field), secret, &*self.entropy),
            set_at: now,
        };
        Ok(unit.put_connection_secret(alias, &sealed).await?)
    }

    /// Opens the secrets of a connection.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn open(
        &self,
        unit: &mut dyn UnitOfWork,
        alias: &Alias,
    ) -> Result<Secrets, VaultError> {
        let sealed = unit.connection_secrets(alias).await?;
        let mut opened = BTreeMap::new();
        if sealed.is_empty() {
            return Ok(opened);
        }
        let owner = connection_owner(alias);
        // Secrets without their key are as good as altered.
        let wrapped = unit.data_key(&owner).await?.ok_or(UnwrapError::Damaged)?;
        let key = self.keyring.unwrap(&owner, &wrapped)?;
        for secret in sealed {
            let text = key.open(place(alias, secret.field), &secret.sealed)?;
            opened.insert(secret.field, text);
        }
        Ok(opened)
    }

    /// Makes what a removed connection sealed useless, wherever a copy of it lies.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn forget(&self, unit: &mut dyn UnitOfWork, alias: &Alias) -> Result<(), StoreError> {
        let owner = connection_owner(alias);
        unit.remove_data_key(&owner).await.map(drop)
    }

    /// The key under which the configuration file's objects are remembered; made at the first need.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn configuration_key(
        &self,
        unit: &mut dyn UnitOfWork,
    ) -> Result<DataKey, VaultError> {
        self.key_of(unit, CONFIGURATION).await
    }

    /// That key, if there is one already.
    ///
    /// # Errors
    /// [`VaultError`].
    pub async fn known_configuration_key(
        &self,
        unit: &mut dyn UnitOfWork,
    ) -> Result<Option<DataKey>, VaultError> {
        let wrapped = unit.data_key(CONFIGURATION).await?;
        let key = wrapped.map(|wrapped| self.keyring.unwrap(CONFIGURATION, &wrapped));
        Ok(key.transpose()?)
    }

    /// Whether everything is wrapped by the current key.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn is_current(&self, unit: &mut dyn UnitOfWork) -> Result<bool, StoreError> {
        let keys = unit.data_keys().await?;
        Ok(keys
            .iter()
            .all(|(_, wrapped)| self.keyring.is_current(wrapped)))
    }

    /// Removes keys that no key there is unwraps, and returns their owners: what they sealed is lost.
    ///
    /// # Errors
    /// [`StoreError`].
    pub async fn remove_lost_keys(
        &self,
        unit: &mut dyn UnitOfWork,
    ) -> Result<Vec<String>, StoreError> {
        let mut lost = Vec::new();
        for (owner, wrapped) in unit.data_keys().await? {
            if self.keyring.unwrap(&owner, &wrapped).is_err() {
                unit.remove_data_key(&owner).await?;
                lost.push(owner);
            }
        }
        Ok(lost)
    }

    /// Wraps by the current key what an earlier one wrapped; returns how many that were.
    ///
    /// # Errors
    /// [`VaultError::Key`] when one was wrapped by a key that is not there.
    pub async fn rewrap(&self, unit: &mut dyn UnitOfWork) -> Result<u32, VaultError> {
        let mut count = 0;
        for (owner, wrapped) in unit.data_keys().await? {
            if let Some(anew) = self.keyring.rewrap(&owner, &wrapped, &*self.entropy)? {
                unit.put_data_key(&owner, &anew).await?;
                count += 1;
            }
        }
        Ok(count)
    }

    async fn key_of(&self, unit: &mut dyn UnitOfWork, owner: &str) -> Result<DataKey, VaultError> {
        if let Some(wrapped) = unit.data_key(owner).await? {
            return Ok(self.keyring.unwrap(owner, &wrapped)?);
        }
        let key = DataKey::new(&*self.entropy);
        let wrapped = self.keyring.wrap(owner, &key, &*self.entropy);
        unit.put_data_key(owner, &wrapped).await?;
        Ok(key)
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Vault(…)")
    }
}

fn place(alias: &Alias, field: SecretField) -> Place<'_> {
    Place {
        table: "connection_secrets",
        row: alias.as_str(),
        field: field.name(),
    }
}
