use crate::{
    conditions::Conditions,
    operations,
    row::{Row, name_of},
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{
    ReportedPerson, RequestFilter, RequestRecord, RequestRecords, StoreError, Subject,
    UnknownOperation,
};
use latchkey_values::{OperationId, RequestId};
use sqlx::AssertSqlSafe;

const TABLE: &str = "requests";

const COLUMNS: &str = "id, process, purpose, login, state, subject, codes_sent, failures, \
                       created_at, verified_at, ended_at, expires_at";

#[async_trait]
impl RequestRecords for SqlTransaction {
    async fn request_records(
        &mut self,
        filter: &RequestFilter,
        before: Option<RequestId>,
        most: u32,
    ) -> Result<Vec<RequestRecord>, StoreError> {
        let mut conditions = self.request_conditions(filter)?;
        if let Some(before) = before {
            conditions.add("id < ?", before.to_string());
        }
        let wanted = conditions.text();
        let most = conditions.place(i64::from(most));
        // Ids are in the order in which they were made.
        let text = format!("SELECT {COLUMNS} FROM requests {wanted} ORDER BY id DESC LIMIT {most}");
        let statement = conditions.bind(sql(AssertSqlSafe(text)));
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    async fn request_record(&mut self, id: RequestId) -> Result<Option<RequestRecord>, StoreError> {
        let text = format!("SELECT {COLUMNS} FROM requests WHERE id = $1");
        let statement = sql(AssertSqlSafe(text)).bind(id.to_string());
        let row = self.row(TABLE, statement).await?;
        row.as_ref().map(read).transpose()
    }

    async fn unknown_operations(
        &mut self,
        after: Option<OperationId>,
        most: u32,
    ) -> Result<Vec<UnknownOperation>, StoreError> {
        let text = format!(
            "SELECT {} FROM operations WHERE state = 'unknown' AND id > $1 ORDER BY id LIMIT $2",
            operations::COLUMNS
        );
        let statement = sql(AssertSqlSafe(text))
            .bind(after.map(|id| id.to_string()).unwrap_or_default())
            .bind(i64::from(most));
        let rows = self.rows(operations::TABLE, statement).await?;
        let mut unknown = Vec::with_capacity(rows.len());
        for row in &rows {
            let operation = operations::read(row)?;
            let request = self.request_record(operation.request).await?;
            unknown.push(UnknownOperation {
                request: request.ok_or(StoreError::Missing(TABLE))?,
                operation,
            });
        }
        Ok(unknown)
    }

    async fn purge_requests(&mut self, before: Timestamp, most: u32) -> Result<u32, StoreError> {
        let text = format!(
            "SELECT id FROM requests WHERE created_at < $1 \
             AND state IN ('completed', 'expired', 'blocked', 'cancelled') \
             ORDER BY created_at LIMIT $2 {}",
            self.hold_free_row()
        );
        let statement = sql(AssertSqlSafe(text))
            .bind(before.as_millisecond())
            .bind(i64::from(most));
        let rows = self.rows(TABLE, statement).await?;
        let ids: Result<Vec<_>, _> = rows.iter().map(|row| row.text("id")).collect();
        let ids = ids?;
        let mut removed = 0;
        for id in ids {
            let operations = sql("DELETE FROM operations WHERE request_id = $1").bind(id.clone());
            self.execute(operations::TABLE, operations).await?;
            // Its challenge goes with it.
            let request = sql("DELETE FROM requests WHERE id = $1").bind(id);
            self.execute(TABLE, request).await?;
            removed += 1;
        }
        Ok(removed)
    }
}

impl SqlTransaction {
    fn request_conditions(&self, filter: &RequestFilter) -> Result<Conditions, StoreError> {
        let mut conditions = Conditions::default();
        let states = filter.states.iter();
        let states: Result<Vec<_>, _> = states.map(|s| name_of(TABLE, "state", s)).collect();
        conditions.among("state", states?);
        if let Some(process) = &filter.process {
            conditions.add("process = ?", process.as_str());
        }
        if let Some(purpose) = &filter.purpose {
            conditions.add("purpose = ?", name_of(TABLE, "purpose", purpose)?);
        }
        if let Some(person) = &filter.person {
            conditions.add(&self.about_person(), person.as_str());
        }
        if let Some(from) = filter.from {
            conditions.add("created_at >= ?", from.as_millisecond());
        }
        if let Some(until) = filter.until {
            conditions.add("created_at < ?", until.as_millisecond());
        }
        Ok(conditions)
    }
}

fn read(row: &Row) -> Result<RequestRecord, StoreError> {
    let subject: Option<Subject> = row.optional_json("subject")?;
    Ok(RequestRecord {
        id: row.parsed("id")?,
        process: row.parsed("process")?,
        purpose: row.variant("purpose")?,
        login: row.text("login")?,
        state: row.variant("state")?,
        person: subject.as_ref().map(ReportedPerson::from),
        codes_sent: row.count("codes_sent")?,
        failures: row.count("failures")?,
        created_at: row.time("created_at")?,
        verified_at: row.optional_time("verified_at")?,
        ended_at: row.optional_time("ended_at")?,
        expires_at: row.time("expires_at")?,
    })
}
