use crate::{
    row::Row,
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Block, Blocks, Counters as _, Digest, StoreError};
use latchkey_values::BlockId;
use sqlx::AssertSqlSafe;

const TABLE: &str = "blocks";

#[async_trait]
impl Blocks for SqlTransaction {
    async fn put_block(&mut self, block: &Block) -> Result<(), StoreError> {
        let statement = sql(
            "INSERT INTO blocks (id, limit_name, key_hash, shown, since, ends_at) \
             VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (limit_name, key_hash) DO UPDATE \
             SET id = excluded.id, shown = excluded.shown, since = excluded.since, \
             ends_at = excluded.ends_at",
        )
        .bind(block.id.to_string())
        .bind(block.limit.as_str())
        .bind(block.key.as_hex())
        .bind(block.shown.as_str())
        .bind(block.since.as_millisecond())
        .bind(block.until.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn block(
        &mut self,
        limit: &str,
        key: &Digest,
        now: Timestamp,
    ) -> Result<Option<Block>, StoreError> {
        let statement = sql(
            "SELECT id, limit_name, key_hash, shown, since, ends_at FROM blocks \
             WHERE limit_name = $1 AND key_hash = $2 AND ends_at > $3",
        )
        .bind(limit)
        .bind(key.as_hex())
        .bind(now.as_millisecond());
        let row = self.row(TABLE, statement).await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn blocks(&mut self, now: Timestamp, most: u32) -> Result<Vec<Block>, StoreError> {
        let statement = sql(
            "SELECT id, limit_name, key_hash, shown, since, ends_at FROM blocks \
             WHERE ends_at > $1 ORDER BY since DESC, id DESC LIMIT $2",
        )
        .bind(now.as_millisecond())
        .bind(i64::from(most));
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    async fn lift_block(&mut self, id: BlockId) -> Result<Option<Block>, StoreError> {
        let statement = sql("DELETE FROM blocks WHERE id = $1 \
             RETURNING id, limit_name, key_hash, shown, since, ends_at")
        .bind(id.to_string());
        let Some(row) = self.row(TABLE, statement).await? else {
            return Ok(None);
        };
        let block = read(&row)?;
        self.forget_counts(&block.limit, &block.key).await?;
        Ok(Some(block))
    }

    async fn purge_blocks(&mut self, now: Timestamp) -> Result<(), StoreError> {
        // One in use goes the next time: this transaction may already hold what its user waits for.
        let text = format!(
            "DELETE FROM blocks WHERE id IN (SELECT id FROM blocks WHERE ends_at < $1 {})",
            self.hold_free_row()
        );
        let statement = sql(AssertSqlSafe(text)).bind(now.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }
}

fn read(row: &Row) -> Result<Block, StoreError> {
    Ok(Block {
        id: row.parsed("id")?,
        limit: row.text("limit_name")?,
        key: Digest::from_hex(row.text("key_hash")?),
        shown: row.text("shown")?,
        since: row.time("since")?,
        until: row.time("ends_at")?,
    })
}
