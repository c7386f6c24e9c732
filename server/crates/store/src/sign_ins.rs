use crate::{
    row::{Row, json_of},
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Principal, Role, SignIn, SignIns, StoreError};
use latchkey_values::SignInId;
use sqlx::AssertSqlSafe;

const TABLE: &str = "sign_ins";

const COLUMNS: &str = "id, issuer, subject, name, login, roles, roles_read_at, authenticated_at, \
                       last_seen_at, expires_at";

#[async_trait]
impl SignIns for SqlTransaction {
    async fn insert_sign_in(&mut self, sign_in: &SignIn) -> Result<(), StoreError> {
        let text = format!(
            "INSERT INTO sign_ins ({COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)"
        );
        let statement = sql(AssertSqlSafe(text))
            .bind(sign_in.id.to_string())
            .bind(sign_in.principal.issuer.as_str())
            .bind(sign_in.principal.subject.as_str())
            .bind(sign_in.name.as_str())
            .bind(sign_in.login.as_str())
            .bind(json_of(TABLE, "roles", &sign_in.roles)?)
            .bind(sign_in.roles_read_at.as_millisecond())
            .bind(sign_in.authenticated_at.as_millisecond())
            .bind(sign_in.last_seen_at.as_millisecond())
            .bind(sign_in.expires_at.as_millisecond());
        self.execute(TABLE, statement).await.map(drop)
    }

    async fn sign_in(
        &mut self,
        id: SignInId,
        now: Timestamp,
    ) -> Result<Option<SignIn>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM sign_ins \
             WHERE id = $1 AND expires_at > $2 AND last_seen_at > $3 {}",
            self.hold_row()
        );
        let statement = sql(AssertSqlSafe(text))
            .bind(id.to_string())
            .bind(now.as_millisecond())
            .bind(seen_after(now));
        let row = self.row(TABLE, statement).await?;
        row.map(|row| read(&row)).transpose()
    }

    async fn touch_sign_in(&mut self, id: SignInId, now: Timestamp) -> Result<bool, StoreError> {
        // Never back: two requests at once may arrive here in any order.
        let statement = sql("UPDATE sign_ins SET last_seen_at = $2 \
             WHERE id = $1 AND expires_at > $2 AND last_seen_at > $3 AND last_seen_at <= $2")
        .bind(id.to_string())
        .bind(now.as_millisecond())
        .bind(seen_after(now));
        Ok(self.execute(TABLE, statement).await? == 1)
    }

    async fn set_sign_in_roles(
        &mut self,
        id: SignInId,
        roles: &[Role],
        read_at: Timestamp,
        expires_at: Timestamp,
    ) -> Result<bool, StoreError> {
        let statement = sql(
            "UPDATE sign_ins SET roles = $2, roles_read_at = $3, expires_at = $4 \
             WHERE id = $1",
        )
        .bind(id.to_string())
        .bind(json_of(TABLE, "roles", &roles)?)
        .bind(read_at.as_millisecond())
        .bind(expires_at.as_millisecond());
        Ok(self.execute(TABLE, statement).await? == 1)
    }

    async fn end_sign_in(&mut self, id: SignInId) -> Result<bool, StoreError> {
        let statement = sql("DELETE FROM sign_ins WHERE id = $1").bind(id.to_string());
        Ok(self.execute(TABLE, statement).await? == 1)
    }

    async fn end_sign_ins_of(&mut self, principal: &Principal) -> Result<u64, StoreError> {
        let statement = sql("DELETE FROM sign_ins WHERE issuer = $1 AND subject = $2")
            .bind(principal.issuer.as_str())
            .bind(principal.subject.as_str());
        self.execute(TABLE, statement).await
    }

    async fn sign_ins_of(
        &mut self,
        principal: &Principal,
        now: Timestamp,
    ) -> Result<Vec<SignIn>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM sign_ins WHERE issuer = $1 AND subject = $2 \
             AND expires_at > $3 AND last_seen_at > $4 ORDER BY id"
        );
        let statement = sql(AssertSqlSafe(text))
            .bind(principal.issuer.as_str())
            .bind(principal.subject.as_str())
            .bind(now.as_millisecond())
            .bind(seen_after(now));
        let rows = self.rows(TABLE, statement).await?;
        rows.iter().map(read).collect()
    }

    async fn purge_sign_ins(&mut self, now: Timestamp) -> Result<(), StoreError> {
        // One in use goes the next time: this transaction may already hold what its user waits for.
        let text = format!(
            "DELETE FROM sign_ins WHERE id IN \
             (SELECT id FROM sign_ins WHERE expires_at <= $1 OR last_seen_at <= $2 {})",
            self.hold_free_row()
        );
        let statement = sql(AssertSqlSafe(text))
            .bind(now.as_millisecond())
            .bind(seen_after(now));
        self.execute(TABLE, statement).await.map(drop)
    }
}

/// Whoever was last seen at this time or earlier is signed in no more.
fn seen_after(now: Timestamp) -> i64 {
    (now - SignIn::IDLE).as_millisecond()
}

fn read(row: &Row) -> Result<SignIn, StoreError> {
    Ok(SignIn {
        id: row.parsed("id")?,
        principal: Principal {
            issuer: row.text("issuer")?,
            subject: row.text("subject")?,
        },
        name: row.text("name")?,
        login: row.text("login")?,
        roles: row.json("roles")?,
        roles_read_at: row.time("roles_read_at")?,
        authenticated_at: row.time("authenticated_at")?,
        last_seen_at: row.time("last_seen_at")?,
        expires_at: row.time("expires_at")?,
    })
}
