use crate::{
    error::one_row,
    row::{Row, json_of, name_of},
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{Digest, Request, Requests, StoreError};
use latchkey_values::RequestId;
use sqlx::AssertSqlSafe;

const TABLE: &str = "requests";

#[async_trait]
impl Requests for SqlTransaction {
    async fn insert_request(
        &mut self,
        request: &Request,
        form: Option<&Digest>,
    ) -> Result<(), StoreError> {
        let statement = sql(
            "INSERT INTO requests (id, process, purpose, login, state, subject, \
             codes_sent, created_at, expires_at, form_hash, subject_id, language) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
        )
        .bind(request.id.to_string())
        .bind(request.process.as_str())
        .bind(name_of(TABLE, "purpose", &request.purpose)?)
        .bind(request.login.as_str())
        .bind(name_of(TABLE, "state", &request.state)?)
        .bind(subject_text(request)?)
        .bind(i64::from(request.codes_sent))
        .bind(request.created_at.as_millisecond())
        .bind(request.expires_at.as_millisecond())
        .bind(form.map(Digest::as_hex))
        .bind(subject_id(request))
        .bind(request.language.tag());
        one_row(TABLE, self.execute(TABLE, statement).await?)
    }

    async fn request_of_form(&mut self, form: &Digest) -> Result<Option<Request>, StoreError> {
        self.find("form_hash", form.as_hex()).await
    }

    async fn request(&mut self, id: RequestId) -> Result<Option<Request>, StoreError> {
        self.find("id", &id.to_string()).await
    }

    async fn save_request(&mut self, request: &Request) -> Result<(), StoreError> {
        let statement = sql(
            "UPDATE requests SET process = $2, purpose = $3, login = $4, state = $5, subject = $6, \
             codes_sent = $7, created_at = $8, expires_at = $9, subject_id = $10, language = $11 \
             WHERE id = $1",
        )
        .bind(request.id.to_string())
        .bind(request.process.as_str())
        .bind(name_of(TABLE, "purpose", &request.purpose)?)
        .bind(request.login.as_str())
        .bind(name_of(TABLE, "state", &request.state)?)
        .bind(subject_text(request)?)
        .bind(i64::from(request.codes_sent))
        .bind(request.created_at.as_millisecond())
        .bind(request.expires_at.as_millisecond())
        .bind(subject_id(request))
        .bind(request.language.tag());
        one_row(TABLE, self.execute(TABLE, statement).await?)
    }

    async fn overdue_requests(
        &mut self,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<RequestId>, StoreError> {
        // The states of the index `requests_overdue`, word for word, or it is not used. A request
        // in use is found the next time.
        let text = format!(
            "SELECT id FROM requests WHERE state IN ('identified', 'verifying', 'verified') \
             AND expires_at <= $1 ORDER BY expires_at LIMIT $2 {}",
            self.hold_free_row()
        );
        let statement = sql(AssertSqlSafe(text))
            .bind(now.as_millisecond())
            .bind(i64::from(most));
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(|row| row.parsed("id"))
            .collect()
    }
}

impl SqlTransaction {
    async fn find(
        &mut self,
        column: &'static str,
        value: &str,
    ) -> Result<Option<Request>, StoreError> {
        let text = format!(
            "SELECT id, process, purpose, login, state, subject, codes_sent, \
             created_at, expires_at, language FROM requests WHERE {column} = $1 {}",
            self.hold_row()
        );
        let statement = sql(AssertSqlSafe(text)).bind(value);
        let row = self.row(TABLE, statement).await?;
        row.map(|row| read(&row)).transpose()
    }
}

/// The directory's id of the person, by which requests are found.
fn subject_id(request: &Request) -> Option<&str> {
    request.subject.as_ref().map(|subject| subject.id.as_str())
}

fn subject_text(request: &Request) -> Result<Option<String>, StoreError> {
    request
        .subject
        .as_ref()
        .map(|subject| json_of(TABLE, "subject", subject))
        .transpose()
}

fn read(row: &Row) -> Result<Request, StoreError> {
    Ok(Request {
        id: row.parsed("id")?,
        process: row.parsed("process")?,
        purpose: row.variant("purpose")?,
        login: row.parsed("login")?,
        state: row.variant("state")?,
        subject: row.optional_json("subject")?,
        language: row.parsed("language")?,
        codes_sent: row.count("codes_sent")?,
        created_at: row.time("created_at")?,
        expires_at: row.time("expires_at")?,
    })
}
