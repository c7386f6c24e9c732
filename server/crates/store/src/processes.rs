use crate::{
    row::json_of,
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Process, Processes, StoreError};
use latchkey_values::Alias;

const TABLE: &str = "processes";

#[async_trait]
impl Processes for SqlTransaction {
    async fn processes(&mut self) -> Result<Vec<Process>, StoreError> {
        let statement = sql("SELECT definition FROM processes ORDER BY alias");
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(|row| row.json("definition"))
            .collect()
    }

    async fn process(&mut self, alias: &Alias) -> Result<Option<Process>, StoreError> {
        let statement =
            sql("SELECT definition FROM processes WHERE alias = $1").bind(alias.as_str());
        self.row(TABLE, statement)
            .await?
            .map(|row| row.json("definition"))
            .transpose()
    }

    async fn put_process(&mut self, process: &Process) -> Result<bool, StoreError> {
        // One statement: what another node wrote meanwhile is waited for and compared with.
        let statement = sql("INSERT INTO processes (alias, definition) VALUES ($1, $2) \
             ON CONFLICT (alias) DO UPDATE SET definition = excluded.definition \
             WHERE processes.definition <> excluded.definition")
        .bind(process.alias.as_str())
        .bind(json_of(TABLE, "definition", process)?);
        Ok(self.execute(TABLE, statement).await? == 1)
    }

    async fn requests_of_process(
        &mut self,
        alias: &Alias,
        since: Timestamp,
    ) -> Result<u32, StoreError> {
        // An alias holds nothing that `LIKE` reads otherwise.
        let served = format!("%\"served_by\":\"{alias}\"%");
        let statement = sql("SELECT COUNT(*) AS requests FROM requests \
             WHERE (process = $1 OR subject LIKE $2) AND (created_at >= $3 OR state = 'executing')")
        .bind(alias.as_str().to_owned())
        .bind(served)
        .bind(since.as_millisecond());
        let row = self.row("requests", statement).await?;
        row.ok_or(StoreError::Missing("requests"))?
            .count("requests")
    }

    async fn remove_process(&mut self, alias: &Alias) -> Result<bool, StoreError> {
        let statement = sql("DELETE FROM processes WHERE alias = $1").bind(alias.as_str());
        Ok(self.execute(TABLE, statement).await? == 1)
    }
}
