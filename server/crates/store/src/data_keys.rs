use crate::transaction::{SqlTransaction, sql};
use async_trait::async_trait;
use latchkey_domain::{DataKeys, StoreError};

const TABLE: &str = "data_keys";

#[async_trait]
impl DataKeys for SqlTransaction {
    async fn data_keys(&mut self) -> Result<Vec<(String, String)>, StoreError> {
        let statement = sql("SELECT owner, wrapped FROM data_keys ORDER BY owner");
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(|row| Ok((row.text("owner")?, row.text("wrapped")?)))
            .collect()
    }

    async fn data_key(&mut self, owner: &str) -> Result<Option<String>, StoreError> {
        let statement = sql("SELECT wrapped FROM data_keys WHERE owner = $1").bind(owner);
        let row = self.row(TABLE, statement).await?;
        row.map(|row| row.text("wrapped")).transpose()
    }

    async fn put_data_key(&mut self, owner: &str, wrapped: &str) -> Result<(), StoreError> {
        let statement = sql("INSERT INTO data_keys (owner, wrapped) VALUES ($1, $2) \
             ON CONFLICT (owner) DO UPDATE SET wrapped = excluded.wrapped")
        .bind(owner)
        .bind(wrapped);
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn remove_data_key(&mut self, owner: &str) -> Result<bool, StoreError> {
        let statement = sql("DELETE FROM data_keys WHERE owner = $1").bind(owner);
        Ok(self.execute(TABLE, statement).await? == 1)
    }
}
