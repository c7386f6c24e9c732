use crate::{
    row::Row,
    transaction::{SqlTransaction, sql},
    versioned,
};
use async_trait::async_trait;
use latchkey_domain::{Connection, Connections, SealedSecret, SecretField, StoreError, Versioned};
use latchkey_values::Alias;

const TABLE: &str = "connections";
const SECRETS: &str = "connection_secrets";

#[async_trait]
impl Connections for SqlTransaction {
    async fn connections(&mut self) -> Result<Vec<Versioned<Connection>>, StoreError> {
        let statement = sql(
            "SELECT definition, version, changed_at, changed_by FROM connections ORDER BY alias",
        );
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(versioned::read)
            .collect()
    }

    async fn connection(
        &mut self,
        alias: &Alias,
    ) -> Result<Option<Versioned<Connection>>, StoreError> {
        let statement = sql(
            "SELECT definition, version, changed_at, changed_by FROM connections WHERE alias = $1",
        )
        .bind(alias.as_str());
        let row = self.row(TABLE, statement).await?;
        row.as_ref().map(versioned::read).transpose()
    }

    async fn put_connection(
        &mut self,
        connection: &Versioned<Connection>,
    ) -> Result<bool, StoreError> {
        let text = if connection.version == 1 {
            "INSERT INTO connections (alias, definition, version, changed_at, changed_by) \
             VALUES ($1, $2, $3, $4, $5) ON CONFLICT (alias) DO NOTHING"
        } else {
            "UPDATE connections SET definition = $2, version = $3, changed_at = $4, \
             changed_by = $5 WHERE alias = $1 AND version = $3 - 1"
        };
        let statement = sql(text).bind(connection.definition.alias.as_str());
        let statement = versioned::bind(TABLE, statement, connection)?;
        Ok(self.execute(TABLE, statement).await? == 1)
    }

    async fn remove_connection(&mut self, alias: &Alias) -> Result<bool, StoreError> {
        let statement = sql("DELETE FROM connections WHERE alias = $1").bind(alias.as_str());
        Ok(self.execute(TABLE, statement).await? == 1)
    }

    async fn connection_secrets(&mut self, alias: &Alias) -> Result<Vec<SealedSecret>, StoreError> {
        let statement = sql("SELECT field, sealed, set_at FROM connection_secrets \
             WHERE connection = $1 ORDER BY field")
        .bind(alias.as_str());
        self.rows(SECRETS, statement)
            .await?
            .iter()
            .map(read_secret)
            .collect()
    }

    async fn put_connection_secret(
        &mut self,
        alias: &Alias,
        secret: &SealedSecret,
    ) -> Result<(), StoreError> {
        let statement = sql(
            "INSERT INTO connection_secrets (connection, field, sealed, set_at) \
             VALUES ($1, $2, $3, $4) ON CONFLICT (connection, field) \
             DO UPDATE SET sealed = excluded.sealed, set_at = excluded.set_at",
        )
        .bind(alias.as_str())
        .bind(secret.field.name())
        .bind(secret.sealed.as_str())
        .bind(secret.set_at.as_millisecond());
        self.execute(SECRETS, statement).await.map(drop)
    }

    async fn remove_connection_secret(
        &mut self,
        alias: &Alias,
        field: SecretField,
    ) -> Result<bool, StoreError> {
        let statement = sql("DELETE FROM connection_secrets WHERE connection = $1 AND field = $2")
            .bind(alias.as_str())
            .bind(field.name());
        Ok(self.execute(SECRETS, statement).await? == 1)
    }
}

fn read_secret(row: &Row) -> Result<SealedSecret, StoreError> {
    Ok(SealedSecret {
        field: row.parsed("field")?,
        sealed: row.text("sealed")?,
        set_at: row.time("set_at")?,
    })
}
