use crate::{
    row::Row,
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use latchkey_domain::{
    Digest, Invitation, LocalAdministrator, LocalAdministrators, PasswordHash, StoreError,
};
use latchkey_values::Alias;
use sqlx::AssertSqlSafe;

const TABLE: &str = "local_administrators";

const SELECT: &str = "SELECT name, password_hash, invitation_digest, invitation_expires_at, \
                      disabled, created_at FROM local_administrators";

#[async_trait]
impl LocalAdministrators for SqlTransaction {
    async fn put_local_administrator(
        &mut self,
        administrator: &LocalAdministrator,
    ) -> Result<(), StoreError> {
        let invitation = administrator.invitation.as_ref();
        let statement = sql(
            "INSERT INTO local_administrators (name, password_hash, invitation_digest, \
             invitation_expires_at, disabled, created_at) VALUES ($1, $2, $3, $4, $5, $6) \
             ON CONFLICT (name) DO UPDATE SET password_hash = excluded.password_hash, \
             invitation_digest = excluded.invitation_digest, \
             invitation_expires_at = excluded.invitation_expires_at, disabled = excluded.disabled",
        )
        .bind(administrator.name.as_str())
        .bind(administrator.password.as_ref().map(PasswordHash::as_phc))
        .bind(invitation.map(|invitation| invitation.digest.as_hex()))
        .bind(invitation.map(|invitation| invitation.expires_at.as_millisecond()))
        .bind(i64::from(administrator.disabled))
        .bind(administrator.created_at.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn local_administrator(
        &mut self,
        name: &Alias,
    ) -> Result<Option<LocalAdministrator>, StoreError> {
        let text = format!("{SELECT} WHERE name = $1 {}", self.hold_row());
        let statement = sql(AssertSqlSafe(text)).bind(name.as_str());
        let row = self.row(TABLE, statement).await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn invited_administrator(
        &mut self,
        invitation: &Digest,
    ) -> Result<Option<LocalAdministrator>, StoreError> {
        let text = format!("{SELECT} WHERE invitation_digest = $1 {}", self.hold_row());
        let statement = sql(AssertSqlSafe(text)).bind(invitation.as_hex());
        let row = self.row(TABLE, statement).await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn local_administrators(&mut self) -> Result<Vec<LocalAdministrator>, StoreError> {
        let statement = sql(AssertSqlSafe(format!("{SELECT} ORDER BY name")));
        let rows = self.rows(TABLE, statement).await?;
        rows.iter().map(read).collect()
    }
}

fn read(row: &Row) -> Result<LocalAdministrator, StoreError> {
    let digest = row.optional_text("invitation_digest")?;
    let expires_at = row.optional_time("invitation_expires_at")?;
    let invitation = digest
        .zip(expires_at)
        .map(|(digest, expires_at)| Invitation {
            digest: Digest::from_hex(digest),
            expires_at,
        });
    Ok(LocalAdministrator {
        name: row.parsed("name")?,
        password: row
            .optional_text("password_hash")?
            .map(PasswordHash::from_phc),
        invitation,
        disabled: row.integer("disabled")? != 0,
        created_at: row.time("created_at")?,
    })
}
