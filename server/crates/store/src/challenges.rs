use crate::{
    row::Row,
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use latchkey_domain::{Challenge, Challenges, Digest, StoreError};
use latchkey_values::RequestId;

const TABLE: &str = "challenges";

#[async_trait]
impl Challenges for SqlTransaction {
    async fn put_challenge(&mut self, challenge: &Challenge) -> Result<(), StoreError> {
        let statement = sql("INSERT INTO challenges \
             (request_id, id, digest, attempts_left, issued_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (request_id) DO UPDATE SET id = excluded.id, digest = excluded.digest, \
             attempts_left = excluded.attempts_left, issued_at = excluded.issued_at, \
             expires_at = excluded.expires_at")
        .bind(challenge.request.to_string())
        .bind(challenge.id.to_string())
        .bind(challenge.digest.as_ref().map(Digest::as_hex))
        .bind(i64::from(challenge.attempts_left))
        .bind(challenge.issued_at.as_millisecond())
        .bind(challenge.expires_at.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn challenge(&mut self, request: RequestId) -> Result<Option<Challenge>, StoreError> {
        let statement = sql(
            "SELECT request_id, id, digest, attempts_left, issued_at, expires_at \
             FROM challenges WHERE request_id = $1",
        )
        .bind(request.to_string());
        self.row(TABLE, statement)
            .await?
            .map(|row| read(&row))
            .transpose()
    }

    async fn delete_challenge(&mut self, request: RequestId) -> Result<(), StoreError> {
        let statement =
            sql("DELETE FROM challenges WHERE request_id = $1").bind(request.to_string());
        self.execute(TABLE, statement).await.map(drop)
    }
}

fn read(row: &Row) -> Result<Challenge, StoreError> {
    Ok(Challenge {
        id: row.parsed("id")?,
        request: row.parsed("request_id")?,
        digest: row.optional_text("digest")?.map(Digest::from_hex),
        attempts_left: row.count("attempts_left")?,
        issued_at: row.time("issued_at")?,
        expires_at: row.time("expires_at")?,
    })
}
