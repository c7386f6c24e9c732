use crate::transaction::{SqlTransaction, sql};
use async_trait::async_trait;
use latchkey_domain::{Installation, StoreError};

const TABLE: &str = "installation";

#[async_trait]
impl Installation for SqlTransaction {
    async fn key_check(&mut self) -> Result<Option<String>, StoreError> {
        let statement = sql("SELECT key_check FROM installation");
        let row = self.row(TABLE, statement).await?;
        row.map(|row| row.text("key_check")).transpose()
    }

    async fn note_key_check(&mut self, check: &str) -> Result<bool, StoreError> {
        let statement = sql(
            "INSERT INTO installation (id, key_check) VALUES (1, $1) ON CONFLICT (id) DO NOTHING",
        )
        .bind(check);
        Ok(self.execute(TABLE, statement).await? == 1)
    }

    async fn replace_key_check(&mut self, check: &str) -> Result<(), StoreError> {
        let statement = sql("INSERT INTO installation (id, key_check) VALUES (1, $1) \
             ON CONFLICT (id) DO UPDATE SET key_check = excluded.key_check")
        .bind(check);
        self.execute(TABLE, statement).await.map(drop)
    }
}
