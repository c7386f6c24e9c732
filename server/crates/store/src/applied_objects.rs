use crate::transaction::{SqlTransaction, sql};
use async_trait::async_trait;
use latchkey_domain::{AppliedObjects, Digest, StoreError};
use latchkey_values::Alias;

const TABLE: &str = "applied_objects";

#[async_trait]
impl AppliedObjects for SqlTransaction {
    async fn applied_objects(&mut self, kind: &str) -> Result<Vec<(Alias, Digest)>, StoreError> {
        let statement =
            sql("SELECT alias, digest FROM applied_objects WHERE kind = $1 ORDER BY alias")
                .bind(kind);
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(|row| Ok((row.parsed("alias")?, Digest::from_hex(row.text("digest")?))))
            .collect()
    }

    async fn note_applied(
        &mut self,
        kind: &str,
        alias: &Alias,
        digest: &Digest,
    ) -> Result<(), StoreError> {
        let statement = sql(
            "INSERT INTO applied_objects (kind, alias, digest) VALUES ($1, $2, $3) \
             ON CONFLICT (kind, alias) DO UPDATE SET digest = excluded.digest",
        )
        .bind(kind)
        .bind(alias.as_str())
        .bind(digest.as_hex());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn forget_applied(&mut self, kind: &str, alias: &Alias) -> Result<(), StoreError> {
        let statement = sql("DELETE FROM applied_objects WHERE kind = $1 AND alias = $2")
            .bind(kind)
            .bind(alias.as_str());
        self.execute(TABLE, statement).await.map(drop)
    }
}
