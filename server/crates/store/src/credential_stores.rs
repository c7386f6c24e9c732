use crate::{
    transaction::{SqlTransaction, sql},
    versioned,
};
use async_trait::async_trait;
use latchkey_domain::{CredentialStoreRecord, CredentialStores, StoreError, Versioned};
use latchkey_values::Alias;

const TABLE: &str = "credential_stores";

#[async_trait]
impl CredentialStores for SqlTransaction {
    async fn credential_stores(
        &mut self,
    ) -> Result<Vec<Versioned<CredentialStoreRecord>>, StoreError> {
        let statement = sql("SELECT definition, version, changed_at, changed_by \
             FROM credential_stores ORDER BY alias");
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(versioned::read)
            .collect()
    }

    async fn credential_store(
        &mut self,
        alias: &Alias,
    ) -> Result<Option<Versioned<CredentialStoreRecord>>, StoreError> {
        let statement = sql("SELECT definition, version, changed_at, changed_by \
             FROM credential_stores WHERE alias = $1")
        .bind(alias.as_str());
        let row = self.row(TABLE, statement).await?;
        row.as_ref().map(versioned::read).transpose()
    }

    async fn put_credential_store(
        &mut self,
        store: &Versioned<CredentialStoreRecord>,
    ) -> Result<bool, StoreError> {
        let text = if store.version == 1 {
            "INSERT INTO credential_stores \
             (alias, connection, definition, version, changed_at, changed_by) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (alias) DO NOTHING"
        } else {
            "UPDATE credential_stores SET connection = $2, definition = $3, version = $4, \
             changed_at = $5, changed_by = $6 WHERE alias = $1 AND version = $4 - 1"
        };
        let statement = sql(text)
            .bind(store.definition.alias.as_str())
            .bind(store.definition.connection.as_ref().map(Alias::as_str));
        let statement = versioned::bind(TABLE, statement, store)?;
        Ok(self.execute(TABLE, statement).await? == 1)
    }

    async fn remove_credential_store(&mut self, alias: &Alias) -> Result<bool, StoreError> {
        let statement = sql("DELETE FROM credential_stores WHERE alias = $1").bind(alias.as_str());
        Ok(self.execute(TABLE, statement).await? == 1)
    }
}
