use crate::{
    Administration, By, Export, ExportError,
    export::{CSV, csv_rows},
};
use futures::{StreamExt as _, stream};
use jiff::Timestamp;
use latchkey_auth::access::{ExportAudit, Granted};
use latchkey_domain::{AuditFilter, AuditKind, AuditPage, AuditRecord, Store};
use serde_json::{Value, json};
use std::sync::Arc;
use tokio::sync::OwnedSemaphorePermit;

/// Records read and written at once: the most that an export holds in memory.
const SLICE: u32 = 500;

const COLUMNS: [&str; 9] = [
    "sequence", "at", "kind", "actor", "subject", "request", "network", "details", "hash",
];

/// How an export is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ExportFormat {
    /// A table for spreadsheets, in which no cell is a formula.
    Csv,
    /// One JSON object a line.
    JsonLines,
}

impl ExportFormat {
    fn name(self) -> &'static str {
        match self {
            Self::Csv => "csv",
            Self::JsonLines => "jsonl",
        }
    }

    fn content_type(self) -> &'static str {
        match self {
            Self::Csv => CSV,
            Self::JsonLines => "application/x-ndjson; charset=utf-8",
        }
    }
}

impl Administration {
    /// Takes records of the audit trail away as a file, the oldest first, up to the record that tells
    /// of it. One export at a time on each node; its place is free again when the export is dropped.
    ///
    /// # Errors
    /// [`ExportError`]; then nothing left the portal.
    pub async fn export_audit(
        &self,
        granted: &Granted<ExportAudit>,
        filter: AuditFilter,
        format: ExportFormat,
    ) -> Result<Export, ExportError> {
        let permit = Arc::clone(&self.heavy_work).try_acquire_owned();
        let permit = permit.map_err(|_| ExportError::Busy)?;
        let (store, now) = (Arc::clone(&self.store), self.clock.now());
        begin(store, now, granted.into(), filter, format, Some(permit)).await
    }
}

/// The same for somebody at the command line.
///
/// # Errors
/// [`ExportError::Store`].
pub async fn export_audit(
    store: Arc<dyn Store>,
    now: Timestamp,
    by: By<'_, ExportAudit>,
    filter: AuditFilter,
    format: ExportFormat,
) -> Result<Export, ExportError> {
    begin(store, now, by, filter, format, None).await
}

/// What an export still has to do.
struct Rest {
    store: Arc<dyn Store>,
    filter: AuditFilter,
    format: ExportFormat,
    /// The last record written.
    after: i64,
    /// The last record to write.
    through: i64,
    is_begun: bool,
    _permit: Option<OwnedSemaphorePermit>,
}

/// Records the export before its first byte leaves.
async fn begin(
    store: Arc<dyn Store>,
    now: Timestamp,
    by: By<'_, ExportAudit>,
    filter: AuditFilter,
    format: ExportFormat,
    permit: Option<OwnedSemaphorePermit>,
) -> Result<Export, ExportError> {
    let details = [("format", json!(format.name())), ("filter", json!(filter))];
    let mut unit = store.begin().await?;
    let event = by.event(AuditKind::AuditExported, details);
    let through = unit.append_audit(now, event).await?.sequence;
    unit.commit().await?;
    let rest = Rest {
        store,
        filter,
        format,
        after: 0,
        through,
        is_begun: false,
        _permit: permit,
    };
    Ok(Export {
        file_name: format!("audit-{through}.{}", format.name()),
        content_type: format.content_type(),
        body: stream::try_unfold(rest, Rest::next).boxed(),
    })
}

impl Rest {
    async fn next(mut self) -> Result<Option<(Vec<u8>, Self)>, ExportError> {
        let mut unit = self.store.read().await?;
        let page = AuditPage::After(self.after);
        let mut records = unit.find_audit(&self.filter, page, SLICE).await?;
        drop(unit);
        records.retain(|record| record.sequence <= self.through);
        let has_head = !self.is_begun && self.format == ExportFormat::Csv;
        let Some(last) = records.last().map(|record| record.sequence) else {
            self.is_begun = true;
            return Ok(has_head.then_some((csv(&[], true)?, self)));
        };
        let bytes = match self.format {
            ExportFormat::Csv => csv(&records, has_head)?,
            ExportFormat::JsonLines => json_lines(&records)?,
        };
        self.after = last;
        self.is_begun = true;
        Ok(Some((bytes, self)))
    }
}

fn csv(records: &[AuditRecord], with_head: bool) -> Result<Vec<u8>, ExportError> {
    let head = with_head.then(|| COLUMNS.map(str::to_owned));
    let row = |record: &AuditRecord| {
        as_values(record).map(|value| match value {
            Value::Null => String::new(),
            Value::String(text) => text,
            other => other.to_string(),
        })
    };
    csv_rows(head.into_iter().chain(records.iter().map(row)))
}

fn json_lines(records: &[AuditRecord]) -> Result<Vec<u8>, ExportError> {
    let mut lines = Vec::new();
    for record in records {
        let named = COLUMNS.iter().map(|name| (*name).to_owned());
        let object: serde_json::Map<_, _> = named.zip(as_values(record)).collect();
        serde_json::to_writer(&mut lines, &object).map_err(ExportError::format)?;
        lines.push(b'\n');
    }
    Ok(lines)
}

/// What stands in each of the [`COLUMNS`].
fn as_values(record: &AuditRecord) -> [Value; 9] {
    let event = &record.event;
    [
        json!(record.sequence),
        json!(record.at),
        json!(event.kind),
        json!(event.actor),
        json!(event.subject),
        json!(event.request),
        json!(event.network),
        json!(event.details),
        json!(record.hash.to_string()),
    ]
}
