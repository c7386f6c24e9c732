use crate::{
    error::one_row,
    row::{Row, name_of},
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Operation, Operations, StoreError};
use latchkey_values::RequestId;

pub(crate) const TABLE: &str = "operations";

pub(crate) const COLUMNS: &str = "id, request_id, kind, subject, state, password_changed_before, \
                                  intended_at, settled_at, answer_id";

#[async_trait]
impl Operations for SqlTransaction {
    async fn insert_operation(&mut self, operation: &Operation) -> Result<(), StoreError> {
        let statement = sql(
            "INSERT INTO operations (id, request_id, kind, subject, state, \
             password_changed_before, intended_at, settled_at, answer_id) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(operation.id.to_string())
        .bind(operation.request.to_string())
        .bind(name_of(TABLE, "kind", &operation.kind)?)
        .bind(operation.subject.as_str())
        .bind(name_of(TABLE, "state", &operation.state)?)
        .bind(
            operation
                .password_changed_before
                .map(Timestamp::as_millisecond),
        )
        .bind(operation.intended_at.as_millisecond())
        .bind(operation.settled_at.map(Timestamp::as_millisecond))
        .bind(operation.answer_id.as_deref());
        one_row(TABLE, self.execute(TABLE, statement).await?)
    }

    async fn save_operation(&mut self, operation: &Operation) -> Result<(), StoreError> {
        let statement =
            sql("UPDATE operations SET state = $2, settled_at = $3, answer_id = $4 WHERE id = $1")
                .bind(operation.id.to_string())
                .bind(name_of(TABLE, "state", &operation.state)?)
                .bind(operation.settled_at.map(Timestamp::as_millisecond))
                .bind(operation.answer_id.as_deref());
        one_row(TABLE, self.execute(TABLE, statement).await?)
    }

    async fn operations(&mut self, request: RequestId) -> Result<Vec<Operation>, StoreError> {
        let statement = sql(
            "SELECT id, request_id, kind, subject, state, password_changed_before, \
             intended_at, settled_at, answer_id FROM operations WHERE request_id = $1 \
             ORDER BY intended_at, id",
        )
        .bind(request.to_string());
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(read)
            .collect()
    }
}

pub(crate) fn read(row: &Row) -> Result<Operation, StoreError> {
    Ok(Operation {
        id: row.parsed("id")?,
        request: row.parsed("request_id")?,
        kind: row.variant("kind")?,
        subject: row.text("subject")?,
        state: row.variant("state")?,
        password_changed_before: row.optional_time("password_changed_before")?,
        intended_at: row.time("intended_at")?,
        settled_at: row.optional_time("settled_at")?,
        answer_id: row.optional_text("answer_id")?,
    })
}
