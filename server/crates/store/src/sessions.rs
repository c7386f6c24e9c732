use crate::transaction::{SqlTransaction, sql};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{BrowserSession, Digest, Sessions, StoreError};
use sqlx::AssertSqlSafe;

const TABLE: &str = "sessions";

#[async_trait]
impl Sessions for SqlTransaction {
    async fn session(
        &mut self,
        id: &Digest,
        now: Timestamp,
    ) -> Result<Option<BrowserSession>, StoreError> {
        // Held, so that a session that ends meanwhile is not put back.
        let text = format!(
            "SELECT data, expires_at FROM sessions WHERE id = $1 AND expires_at > $2 {}",
            self.hold_row()
        );
        let statement = sql(AssertSqlSafe(text))
            .bind(id.as_hex())
            .bind(now.as_millisecond());
        let Some(row) = self.row(TABLE, statement).await? else {
            return Ok(None);
        };
        Ok(Some(BrowserSession {
            id: id.clone(),
            data: row.text("data")?,
            expires_at: row.time("expires_at")?,
        }))
    }

    async fn put_session(&mut self, session: &BrowserSession) -> Result<(), StoreError> {
        let statement = sql(
            "INSERT INTO sessions (id, data, expires_at) VALUES ($1, $2, $3) \
             ON CONFLICT (id) DO UPDATE SET data = excluded.data, expires_at = excluded.expires_at",
        )
        .bind(session.id.as_hex())
        .bind(session.data.as_str())
        .bind(session.expires_at.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn delete_session(&mut self, id: &Digest) -> Result<(), StoreError> {
        let statement = sql("DELETE FROM sessions WHERE id = $1").bind(id.as_hex());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn purge_sessions(&mut self, now: Timestamp) -> Result<(), StoreError> {
        // One in use goes the next time: this transaction may already hold what its user waits for.
        let text = format!(
            "DELETE FROM sessions WHERE id IN \
             (SELECT id FROM sessions WHERE expires_at < $1 {})",
            self.hold_free_row()
        );
        let statement = sql(AssertSqlSafe(text)).bind(now.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }
}
