use crate::{
    row::Row,
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Digest, MadePassword, MadePasswords, PasswordLink, StoreError};
use latchkey_values::RequestId;
use sqlx::AssertSqlSafe;

const TABLE: &str = "made_passwords";
const LINKS: &str = "password_links";

#[async_trait]
impl MadePasswords for SqlTransaction {
    async fn keep_made_password(&mut self, made: &MadePassword) -> Result<(), StoreError> {
        let statement = sql(
            "INSERT INTO made_passwords (request_id, operation_id, sealed, link, expires_at) \
             VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (request_id) DO UPDATE SET operation_id = excluded.operation_id, \
             sealed = excluded.sealed, link = excluded.link, expires_at = excluded.expires_at",
        )
        .bind(made.request.to_string())
        .bind(made.operation.to_string())
        .bind(made.sealed.as_str())
        .bind(made.link.as_ref().map(Digest::as_hex))
        .bind(made.expires_at.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn made_password(
        &mut self,
        request: RequestId,
    ) -> Result<Option<MadePassword>, StoreError> {
        let text = format!(
            "SELECT request_id, operation_id, sealed, link, expires_at \
             FROM made_passwords WHERE request_id = $1 {}",
            self.hold_row()
        );
        let statement = sql(AssertSqlSafe(text)).bind(request.to_string());
        let row = self.row(TABLE, statement).await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn forget_made_password(&mut self, request: RequestId) -> Result<bool, StoreError> {
        let statement =
            sql("DELETE FROM made_passwords WHERE request_id = $1").bind(request.to_string());
        Ok(self.execute(TABLE, statement).await? == 1)
    }

    async fn put_password_link(&mut self, link: &PasswordLink) -> Result<(), StoreError> {
        let statement = sql(
            "INSERT INTO password_links (request_id, digest, number, asked_at, expires_at) \
             VALUES ($1, $2, $3, $4, $5) \
             ON CONFLICT (request_id) DO UPDATE SET digest = excluded.digest, \
             number = excluded.number, asked_at = excluded.asked_at, \
             expires_at = excluded.expires_at",
        )
        .bind(link.request.to_string())
        .bind(link.digest.as_ref().map(Digest::as_hex))
        .bind(i64::from(link.number))
        .bind(link.asked_at.as_millisecond())
        .bind(link.expires_at.as_millisecond());
        self.execute(LINKS, statement).await.map(drop)
    }

    async fn password_link(
        &mut self,
        request: RequestId,
    ) -> Result<Option<PasswordLink>, StoreError> {
        let statement = sql("SELECT request_id, digest, number, asked_at, expires_at \
             FROM password_links WHERE request_id = $1")
        .bind(request.to_string());
        let row = self.row(LINKS, statement).await?;
        row.map(|row| read_link(&row)).transpose()
    }

    async fn password_link_of(
        &mut self,
        digest: &Digest,
    ) -> Result<Option<PasswordLink>, StoreError> {
        let statement = sql("SELECT request_id, digest, number, asked_at, expires_at \
             FROM password_links WHERE digest = $1")
        .bind(digest.as_hex());
        let row = self.row(LINKS, statement).await?;
        row.map(|row| read_link(&row)).transpose()
    }

    async fn purge_made_passwords(&mut self, now: Timestamp) -> Result<(), StoreError> {
        for (table, text) in [
            (TABLE, "DELETE FROM made_passwords WHERE expires_at <= $1"),
            (LINKS, "DELETE FROM password_links WHERE expires_at <= $1"),
        ] {
            let statement = sql(text).bind(now.as_millisecond());
            self.execute(table, statement).await?;
        }
        Ok(())
    }
}

fn read(row: &Row) -> Result<MadePassword, StoreError> {
    Ok(MadePassword {
        request: row.parsed("request_id")?,
        operation: row.parsed("operation_id")?,
        sealed: row.text("sealed")?,
        link: row.optional_text("link")?.map(Digest::from_hex),
        expires_at: row.time("expires_at")?,
    })
}

fn read_link(row: &Row) -> Result<PasswordLink, StoreError> {
    Ok(PasswordLink {
        request: row.parsed("request_id")?,
        digest: row.optional_text("digest")?.map(Digest::from_hex),
        number: row.count("number")?,
        asked_at: row.time("asked_at")?,
        expires_at: row.time("expires_at")?,
    })
}
