use crate::{
    error::one_row,
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use latchkey_domain::{Configuration, StoreError};

const TABLE: &str = "configuration";

#[async_trait]
impl Configuration for SqlTransaction {
    async fn configuration_version(&mut self) -> Result<i64, StoreError> {
        let statement = sql("SELECT version FROM configuration WHERE id = 1");
        let row = self.row(TABLE, statement).await?;
        row.ok_or(StoreError::Missing(TABLE))?.integer("version")
    }

    async fn change_configuration(&mut self) -> Result<(), StoreError> {
        // The row is held until the end of the transaction.
        let statement = sql("UPDATE configuration SET version = version + 1 WHERE id = 1");
        one_row(TABLE, self.execute(TABLE, statement).await?)
    }
}
