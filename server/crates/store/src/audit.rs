use crate::{
    error::one_row,
    row::{Row, json_of, name_of},
    transaction::{SqlTransaction, sql},
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{
    AuditEvent, AuditRecord, AuditTrail, ChainBreak, ChainCheck, ChainHash, ChainHead, StoreError,
};

pub(crate) const TABLE: &str = "audit";

pub(crate) const COLUMNS: &str =
    "sequence, recorded_at, kind, actor, subject, request_id, network, details, hash";

#[async_trait]
impl AuditTrail for SqlTransaction {
    async fn append_audit(
        &mut self,
        at: Timestamp,
        event: AuditEvent,
    ) -> Result<AuditRecord, StoreError> {
        self.note_progress(at, &event).await?;
        self.hold_trail(TABLE).await?;
        // The chain counts milliseconds; the record handed back is the record that is read later.
        let at = Timestamp::from_millisecond(at.as_millisecond()).unwrap_or(at);
        let end = match self.appended {
            Some(end) => Some(end),
            None => self.end_of_chain().await?,
        };
        let record = AuditRecord::following(end, at, event);
        let event = &record.event;
        let statement = sql("INSERT INTO audit \
             (sequence, recorded_at, kind, actor, subject, request_id, network, details, hash) \
             VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)")
        .bind(record.sequence)
        .bind(record.at.as_millisecond())
        .bind(name_of(TABLE, "kind", &event.kind)?)
        .bind(name_of(TABLE, "actor", &event.actor)?)
        .bind(event.subject.as_deref())
        .bind(event.request.map(|id| id.to_string()))
        .bind(event.network.as_deref())
        .bind(json_of(TABLE, "details", &event.details)?)
        .bind(record.hash.to_string());
        one_row(TABLE, self.execute(TABLE, statement).await?)?;
        self.appended = Some((record.sequence, record.hash));
        Ok(record)
    }

    async fn audit_records(
        &mut self,
        after: i64,
        most: u32,
    ) -> Result<Vec<AuditRecord>, StoreError> {
        let statement = sql(
            "SELECT sequence, recorded_at, kind, actor, subject, request_id, network, \
             details, hash FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2",
        )
        .bind(after)
        .bind(i64::from(most));
        self.rows(TABLE, statement)
            .await?
            .iter()
            .map(read)
            .collect()
    }

    async fn check_audit(
        &mut self,
        after: Option<ChainHead>,
        most: u32,
    ) -> Result<Result<Option<ChainHead>, ChainBreak>, StoreError> {
        let check = ChainCheck::after(after);
        match self.check_packed(check.clone(), most).await? {
            Some(end) => Ok(Ok(end)),
            None => self.check_rows(check, most).await,
        }
    }
}

impl SqlTransaction {
    pub(crate) async fn end_of_chain(&mut self) -> Result<Option<(i64, ChainHash)>, StoreError> {
        let statement = sql("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1");
        let row = self.row(TABLE, statement).await?;
        row.map(|row| Ok((row.integer("sequence")?, row.parsed("hash")?)))
            .transpose()
    }
}

pub(crate) fn read(row: &Row) -> Result<AuditRecord, StoreError> {
    let event = AuditEvent {
        kind: row.variant("kind")?,
        actor: row.variant("actor")?,
        subject: row.optional_text("subject")?,
        request: row.optional_parsed("request_id")?,
        network: row.optional_text("network")?,
        details: row.json("details")?,
    };
    Ok(AuditRecord {
        sequence: row.integer("sequence")?,
        at: row.time("recorded_at")?,
        event,
        hash: row.parsed("hash")?,
    })
}
