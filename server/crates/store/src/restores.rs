use crate::{
    error::one_row,
    row::Row,
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{ChainHead, Restore, Restores, StoreError};
use latchkey_values::RequestId;
use sqlx::AssertSqlSafe;

const TABLE: &str = "restores";
const JOBS: &str = "jobs";

#[async_trait]
impl Restores for SqlTransaction {
    async fn note_restore(&mut self, restore: &Restore) -> Result<(), StoreError> {
        let text = |head: Option<ChainHead>| head.map(|head| head.to_string());
        let statement = sql(
            "INSERT INTO restores (restored_at, head, replaced, seen_to_at) VALUES ($1, $2, $3, $4)",
        )
        .bind(restore.at.as_millisecond())
        .bind(text(restore.head))
        .bind(text(restore.replaced))
        .bind(restore.seen_to_at.map(Timestamp::as_millisecond));
        one_row(TABLE, self.execute(TABLE, statement).await?)
    }

    async fn latest_restore(&mut self) -> Result<Option<Restore>, StoreError> {
        let statement = sql(
            "SELECT restored_at, head, replaced, seen_to_at FROM restores \
             ORDER BY restored_at DESC LIMIT 1",
        );
        let row = self.row(TABLE, statement).await?;
        row.as_ref().map(read).transpose()
    }

    async fn see_to_restores(&mut self, now: Timestamp) -> Result<bool, StoreError> {
        let statement = sql("UPDATE restores SET seen_to_at = $1 WHERE seen_to_at IS NULL")
            .bind(now.as_millisecond());
        Ok(self.execute(TABLE, statement).await? > 0)
    }

    async fn hold_back_jobs(&mut self, kinds: &[&str], reason: &str) -> Result<u64, StoreError> {
        let places: Vec<_> = (2..2 + kinds.len())
            .map(|place| format!("${place}"))
            .collect();
        let others = match places.as_slice() {
            [] => String::new(),
            places => format!("AND kind NOT IN ({})", places.join(", ")),
        };
        let text = format!(
            "UPDATE jobs SET state = 'dead', lease_until = NULL, last_error = $1 \
             WHERE state = 'queued' {others}"
        );
        let statement = sql(AssertSqlSafe(text)).bind(reason);
        let statement = kinds
            .iter()
            .fold(statement, |statement, kind| statement.bind(*kind));
        self.execute(JOBS, statement).await
    }

    async fn requests_in_doubt(&mut self) -> Result<Vec<RequestId>, StoreError> {
        let statement = sql(
            "SELECT id FROM requests WHERE state = 'executing' AND EXISTS \
             (SELECT 1 FROM operations WHERE operations.request_id = requests.id \
             AND operations.state = 'intended') ORDER BY id",
        );
        let rows = self.rows("requests", statement).await?;
        rows.iter().map(|row| row.parsed("id")).collect()
    }

    async fn end_all_access(&mut self) -> Result<(), StoreError> {
        for (table, text) in [
            ("sessions", "DELETE FROM sessions"),
            ("sign_ins", "DELETE FROM sign_ins"),
            (
                "local_administrators",
                "UPDATE local_administrators SET invitation_digest = NULL, \
                 invitation_expires_at = NULL",
            ),
        ] {
            self.execute(table, sql(text)).await?;
        }
        Ok(())
    }
}

fn read(row: &Row) -> Result<Restore, StoreError> {
    Ok(Restore {
        at: row.time("restored_at")?,
        head: row.optional_parsed("head")?,
        replaced: row.optional_parsed("replaced")?,
        seen_to_at: row.optional_time("seen_to_at")?,
    })
}
