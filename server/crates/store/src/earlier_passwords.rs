use crate::transaction::{SqlTransaction, sql};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{EarlierPasswords, PasswordHash, StoreError};
use latchkey_values::{Alias, OperationId};

const TABLE: &str = "earlier_passwords";

#[async_trait]
impl EarlierPasswords for SqlTransaction {
    async fn note_password(
        &mut self,
        operation: OperationId,
        store: &Alias,
        person: &str,
        hash: &PasswordHash,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = sql("INSERT INTO earlier_passwords \
             (operation_id, credential_store, person, hash, noted_at, is_set, known_at) \
             VALUES ($1, $2, $3, $4, $5, 0, $5)")
        .bind(operation.to_string())
        .bind(store.as_str())
        .bind(person)
        .bind(hash.as_phc())
        .bind(at.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn confirm_password(
        &mut self,
        operation: OperationId,
        most: u32,
    ) -> Result<(), StoreError> {
        let confirmed = sql("UPDATE earlier_passwords SET is_set = 1 WHERE operation_id = $1")
            .bind(operation.to_string());
        if self.execute(TABLE, confirmed).await? == 0 {
            return Ok(());
        }
        let pruned = sql(
            "DELETE FROM earlier_passwords WHERE is_set = 1 AND operation_id NOT IN ( \
             SELECT newer.operation_id FROM earlier_passwords newer \
             JOIN earlier_passwords this ON newer.credential_store = this.credential_store \
             AND newer.person = this.person \
             WHERE this.operation_id = $1 AND newer.is_set = 1 \
             ORDER BY newer.noted_at DESC, newer.operation_id DESC LIMIT $2) \
             AND credential_store = (SELECT credential_store FROM earlier_passwords WHERE operation_id = $1) \
             AND person = (SELECT person FROM earlier_passwords WHERE operation_id = $1)",
        )
        .bind(operation.to_string())
        .bind(i64::from(most));
        self.execute(TABLE, pruned).await.map(drop)
    }

    async fn forget_password(&mut self, operation: OperationId) -> Result<(), StoreError> {
        let statement = sql("DELETE FROM earlier_passwords WHERE operation_id = $1 AND is_set = 0")
            .bind(operation.to_string());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn earlier_passwords(
        &mut self,
        store: &Alias,
        person: &str,
        most: u32,
    ) -> Result<Vec<PasswordHash>, StoreError> {
        let statement = sql("SELECT hash FROM earlier_passwords \
             WHERE credential_store = $1 AND person = $2 AND is_set = 1 \
             ORDER BY noted_at DESC, operation_id DESC LIMIT $3")
        .bind(store.as_str())
        .bind(person)
        .bind(i64::from(most));
        let rows = self.rows(TABLE, statement).await?;
        rows.iter()
            .map(|row| row.text("hash").map(PasswordHash::from_phc))
            .collect()
    }

    async fn people_with_passwords(
        &mut self,
        since: Timestamp,
        most: u32,
    ) -> Result<Vec<(Alias, String)>, StoreError> {
        let statement = sql(
            "SELECT credential_store, person, MAX(known_at) AS known_at FROM earlier_passwords \
             GROUP BY credential_store, person HAVING MAX(known_at) < $1 \
             ORDER BY MAX(known_at), person LIMIT $2",
        )
        .bind(since.as_millisecond())
        .bind(i64::from(most));
        let rows = self.rows(TABLE, statement).await?;
        rows.iter()
            .map(|row| Ok((row.parsed("credential_store")?, row.text("person")?)))
            .collect()
    }

    async fn note_known(
        &mut self,
        store: &Alias,
        person: &str,
        at: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = sql("UPDATE earlier_passwords SET known_at = $3 \
             WHERE credential_store = $1 AND person = $2")
        .bind(store.as_str())
        .bind(person)
        .bind(at.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn forget_person(&mut self, store: &Alias, person: &str) -> Result<u64, StoreError> {
        let statement =
            sql("DELETE FROM earlier_passwords WHERE credential_store = $1 AND person = $2")
                .bind(store.as_str())
                .bind(person);
        self.execute(TABLE, statement).await
    }
}
