use super::StoreError;
use crate::{Connection, CredentialStoreRecord, Digest, SealedSecret, SecretField, Versioned};
use async_trait::async_trait;
use latchkey_values::Alias;

/// Whether connections and credential stores are still what somebody read.
#[async_trait]
pub trait Configuration {
    /// A number that grows with each change of a connection or credential store.
    async fn configuration_version(&mut self) -> Result<i64, StoreError>;
    /// Makes it grow. Whoever changes one of them calls this first: then changes take turns.
    async fn change_configuration(&mut self) -> Result<(), StoreError>;
}

/// Connections and their secrets.
#[async_trait]
pub trait Connections {
    /// All connections, by alias.
    async fn connections(&mut self) -> Result<Vec<Versioned<Connection>>, StoreError>;
    /// One connection; `None` when there is none of that alias.
    async fn connection(
        &mut self,
        alias: &Alias,
    ) -> Result<Option<Versioned<Connection>>, StoreError>;
    /// Creates a connection of version 1, or replaces the one of the version before. `false` when
    /// somebody else was faster.
    async fn put_connection(
        &mut self,
        connection: &Versioned<Connection>,
    ) -> Result<bool, StoreError>;
    /// Removes a connection and its secrets. `false` when there was none.
    ///
    /// # Errors
    /// [`StoreError::Missing`] while a credential store uses it.
    async fn remove_connection(&mut self, alias: &Alias) -> Result<bool, StoreError>;
    /// The secrets of a connection, by field.
    async fn connection_secrets(&mut self, alias: &Alias) -> Result<Vec<SealedSecret>, StoreError>;
    /// Sets a secret of a connection, in place of an earlier one.
    async fn put_connection_secret(
        &mut self,
        alias: &Alias,
        secret: &SealedSecret,
    ) -> Result<(), StoreError>;
    /// Removes a secret of a connection. `false` when there was none.
    async fn remove_connection_secret(
        &mut self,
        alias: &Alias,
        field: SecretField,
    ) -> Result<bool, StoreError>;
}

/// Credential stores.
#[async_trait]
pub trait CredentialStores {
    /// All credential stores, by alias.
    async fn credential_stores(
        &mut self,
    ) -> Result<Vec<Versioned<CredentialStoreRecord>>, StoreError>;
    /// One credential store; `None` when there is none of that alias.
    async fn credential_store(
        &mut self,
        alias: &Alias,
    ) -> Result<Option<Versioned<CredentialStoreRecord>>, StoreError>;
    /// Creates a credential store of version 1, or replaces the one of the version before. `false`
    /// when somebody else was faster.
    ///
    /// # Errors
    /// [`StoreError::Missing`] when there is no such connection.
    async fn put_credential_store(
        &mut self,
        store: &Versioned<CredentialStoreRecord>,
    ) -> Result<bool, StoreError>;
    /// Removes a credential store. `false` when there was none.
    async fn remove_credential_store(&mut self, alias: &Alias) -> Result<bool, StoreError>;
}

/// Keys that seal secrets, each wrapped by the installation's key.
#[async_trait]
pub trait DataKeys {
    /// All wrapped keys, each with its owner, by owner.
    async fn data_keys(&mut self) -> Result<Vec<(String, String)>, StoreError>;
    /// The wrapped key of an owner; `None` when it has none.
    async fn data_key(&mut self, owner: &str) -> Result<Option<String>, StoreError>;
    /// Sets the wrapped key of an owner, in place of an earlier one.
    async fn put_data_key(&mut self, owner: &str, wrapped: &str) -> Result<(), StoreError>;
    /// Removes the key of an owner: what it sealed never opens again. `false` when there was none.
    async fn remove_data_key(&mut self, owner: &str) -> Result<bool, StoreError>;
}

/// What the configuration file said about each object when it was last applied.
#[async_trait]
pub trait AppliedObjects {
    /// Alias and digest of each applied object of a kind (`connection`, `credential-store`,
    /// `process`), by alias.
    async fn applied_objects(&mut self, kind: &str) -> Result<Vec<(Alias, Digest)>, StoreError>;
    /// Notes that an object was applied as the file has it now.
    async fn note_applied(
        &mut self,
        kind: &str,
        alias: &Alias,
        digest: &Digest,
    ) -> Result<(), StoreError>;
    /// Forgets an object that the file no longer has.
    async fn forget_applied(&mut self, kind: &str, alias: &Alias) -> Result<(), StoreError>;
}
