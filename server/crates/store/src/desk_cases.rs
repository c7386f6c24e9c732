use crate::{
    error::one_row,
    row::{Row, json_of},
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{DeskCase, DeskCases, DeskFreeze, Digest, Principal, StoreError};
use latchkey_values::RequestId;
use sqlx::AssertSqlSafe;

const TABLE: &str = "desk_cases";
const FREEZE: &str = "desk_freeze";

const COLUMNS: &str = "request_id, agent_issuer, agent_subject, agent_name, person, reason, ticket, \
                       opened_at, confirmation, handover";

#[async_trait]
impl DeskCases for SqlTransaction {
    async fn put_desk_case(
        &mut self,
        case: &DeskCase,
        code: Option<&Digest>,
    ) -> Result<(), StoreError> {
        let confirmation = case.confirmation.as_ref();
        let confirmation = confirmation.map(|one| json_of(TABLE, "confirmation", one));
        let handover = case.handover.as_ref();
        let handover = handover.map(|one| json_of(TABLE, "handover", one));
        let statement = sql(
            "INSERT INTO desk_cases (request_id, agent_issuer, agent_subject, agent_name, person, \
             reason, ticket, opened_at, waits, confirmation, handover, code_hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12) \
             ON CONFLICT (request_id) DO UPDATE SET waits = excluded.waits, \
             confirmation = excluded.confirmation, handover = excluded.handover, \
             code_hash = COALESCE(excluded.code_hash, desk_cases.code_hash)",
        )
        .bind(case.request.to_string())
        .bind(case.agent.issuer.as_str())
        .bind(case.agent.subject.as_str())
        .bind(case.agent_name.as_str())
        .bind(case.person.as_str())
        .bind(case.reason.as_deref())
        .bind(case.ticket.as_deref())
        .bind(case.opened_at.as_millisecond())
        .bind(i64::from(case.waits()))
        .bind(confirmation.transpose()?)
        .bind(handover.transpose()?)
        .bind(code.map(Digest::as_hex));
        one_row(TABLE, self.execute(TABLE, statement).await?)
    }

    async fn desk_case(&mut self, request: RequestId) -> Result<Option<DeskCase>, StoreError> {
        self.find_case("request_id", &request.to_string()).await
    }

    async fn desk_case_of_code(&mut self, code: &Digest) -> Result<Option<DeskCase>, StoreError> {
        self.find_case("code_hash", code.as_hex()).await
    }

    async fn waiting_desk_cases(
        &mut self,
        now: Timestamp,
        most: u32,
    ) -> Result<Vec<DeskCase>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM desk_cases WHERE waits = 1 AND request_id IN \
             (SELECT id FROM requests WHERE state = 'verified' AND expires_at > $1) \
             ORDER BY opened_at, request_id LIMIT $2"
        );
        let statement = sql(AssertSqlSafe(text))
            .bind(now.as_millisecond())
            .bind(i64::from(most));
        let rows = self.rows(TABLE, statement).await?;
        rows.iter().map(read).collect()
    }

    async fn desk_freeze(&mut self) -> Result<Option<DeskFreeze>, StoreError> {
        let statement = sql("SELECT since, ordered_by, reason FROM desk_freeze");
        let row = self.row(FREEZE, statement).await?;
        row.map(|row| {
            Ok(DeskFreeze {
                since: row.time("since")?,
                by: row.text("ordered_by")?,
                reason: row.text("reason")?,
            })
        })
        .transpose()
    }

    async fn set_desk_freeze(&mut self, freeze: Option<&DeskFreeze>) -> Result<bool, StoreError> {
        let statement = match freeze {
            Some(freeze) => sql(
                "INSERT INTO desk_freeze (id, since, ordered_by, reason) VALUES (1, $1, $2, $3) \
                 ON CONFLICT (id) DO NOTHING",
            )
            .bind(freeze.since.as_millisecond())
            .bind(freeze.by.as_str())
            .bind(freeze.reason.as_str()),
            None => sql("DELETE FROM desk_freeze"),
        };
        Ok(self.execute(FREEZE, statement).await? == 1)
    }
}

impl SqlTransaction {
    async fn find_case(
        &mut self,
        column: &'static str,
        value: &str,
    ) -> Result<Option<DeskCase>, StoreError> {
        let text = format!(
            "SELECT {COLUMNS} FROM desk_cases WHERE {column} = $1 {}",
            self.hold_row()
        );
        let statement = sql(AssertSqlSafe(text)).bind(value);
        let row = self.row(TABLE, statement).await?;
        row.map(|row| read(&row)).transpose()
    }
}

fn read(row: &Row) -> Result<DeskCase, StoreError> {
    Ok(DeskCase {
        request: row.parsed("request_id")?,
        agent: Principal {
            issuer: row.text("agent_issuer")?,
            subject: row.text("agent_subject")?,
        },
        agent_name: row.text("agent_name")?,
        person: row.text("person")?,
        reason: row.optional_text("reason")?,
        ticket: row.optional_text("ticket")?,
        opened_at: row.time("opened_at")?,
        confirmation: row.optional_json("confirmation")?,
        handover: row.optional_json("handover")?,
    })
}
