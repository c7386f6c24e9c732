use crate::transaction::{SqlTransaction, sql};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Counters, Digest, StoreError};
use sqlx::AssertSqlSafe;

const TABLE: &str = "counters";

#[async_trait]
impl Counters for SqlTransaction {
    async fn count(
        &mut self,
        name: &str,
        key: &Digest,
        window_end: Timestamp,
    ) -> Result<u32, StoreError> {
        let statement = sql("INSERT INTO counters (name, key_hash, window_end, hits) \
             VALUES ($1, $2, $3, 1) ON CONFLICT (name, key_hash, window_end) \
             DO UPDATE SET hits = counters.hits + 1 RETURNING hits")
        .bind(name)
        .bind(key.as_hex())
        .bind(window_end.as_millisecond());
        self.row(TABLE, statement)
            .await?
            .ok_or(StoreError::Missing(TABLE))?
            .count("hits")
    }

    async fn uncount(
        &mut self,
        name: &str,
        key: &Digest,
        window_end: Timestamp,
    ) -> Result<(), StoreError> {
        let statement = sql(
            "UPDATE counters SET hits = hits - 1 WHERE name = $1 AND key_hash = $2 \
             AND window_end = $3 AND hits > 0",
        )
        .bind(name)
        .bind(key.as_hex())
        .bind(window_end.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn counted(
        &mut self,
        name: &str,
        key: &Digest,
        window_end: Timestamp,
    ) -> Result<u32, StoreError> {
        let statement =
            sql("SELECT hits FROM counters WHERE name = $1 AND key_hash = $2 AND window_end = $3")
                .bind(name)
                .bind(key.as_hex())
                .bind(window_end.as_millisecond());
        match self.row(TABLE, statement).await? {
            Some(row) => row.count("hits"),
            None => Ok(0),
        }
    }

    async fn forget_counts(&mut self, name: &str, key: &Digest) -> Result<(), StoreError> {
        let statement = sql("DELETE FROM counters WHERE name = $1 AND key_hash = $2")
            .bind(name)
            .bind(key.as_hex());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn purge_counters(&mut self, now: Timestamp) -> Result<(), StoreError> {
        // One in use goes the next time: this transaction may already hold what its user waits for.
        let text = format!(
            "DELETE FROM counters WHERE (name, key_hash, window_end) IN \
             (SELECT name, key_hash, window_end FROM counters WHERE window_end < $1 {})",
            self.hold_free_row()
        );
        let statement = sql(AssertSqlSafe(text)).bind(now.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }
}
