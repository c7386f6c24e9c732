use crate::{
    error::one_row,
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{AuditCheckpoint, AuditCheckpoints, ChainHead, StoreError};

const TABLE: &str = "audit_checkpoints";
const AUDIT: &str = "audit";

#[async_trait]
impl AuditCheckpoints for SqlTransaction {
    async fn audit_head(&mut self) -> Result<Option<ChainHead>, StoreError> {
        Ok(self.end_of_chain().await?.map(ChainHead::from))
    }

    async fn audit_checkpoint(&mut self) -> Result<Option<AuditCheckpoint>, StoreError> {
        let statement = sql("SELECT sequence, hash, recorded_in FROM audit_checkpoints \
             ORDER BY sequence DESC LIMIT 1");
        let Some(row) = self.row(TABLE, statement).await? else {
            return Ok(None);
        };
        Ok(Some(AuditCheckpoint {
            head: ChainHead {
                sequence: row.integer("sequence")?,
                hash: row.parsed("hash")?,
            },
            recorded_in: row.integer("recorded_in")?,
        }))
    }

    async fn audit_before(&mut self, time: Timestamp) -> Result<Option<i64>, StoreError> {
        let first_kept =
            sql("SELECT sequence FROM audit WHERE recorded_at >= $1 ORDER BY sequence LIMIT 1")
                .bind(time.as_millisecond());
        let first_kept = self.row(AUDIT, first_kept).await?;
        let first_kept = match first_kept {
            Some(row) => Some(row.integer("sequence")?),
            None => self.audit_head().await?.map(|head| head.sequence + 1),
        };
        let before = sql("SELECT sequence FROM audit WHERE sequence < $1 \
             ORDER BY sequence DESC LIMIT 1")
        .bind(first_kept.unwrap_or_default());
        let before = self.row(AUDIT, before).await?;
        before.map(|row| row.integer("sequence")).transpose()
    }

    async fn put_audit_checkpoint(
        &mut self,
        checkpoint: &AuditCheckpoint,
    ) -> Result<(), StoreError> {
        let statement =
            sql("INSERT INTO audit_checkpoints (sequence, hash, recorded_in) VALUES ($1, $2, $3)")
                .bind(checkpoint.head.sequence)
                .bind(checkpoint.head.hash.to_string())
                .bind(checkpoint.recorded_in);
        one_row(TABLE, self.execute(TABLE, statement).await?)
    }

    async fn remove_given_up_audit(&mut self, most: u32) -> Result<u64, StoreError> {
        let statement = sql(
            "DELETE FROM audit WHERE sequence IN (SELECT sequence FROM audit \
             WHERE sequence <= (SELECT MAX(sequence) FROM audit_checkpoints) \
             ORDER BY sequence LIMIT $1)",
        )
        .bind(i64::from(most));
        self.execute(AUDIT, statement).await
    }
}
