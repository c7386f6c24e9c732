//! Checking many records of the audit trail as they lie in the database.
//!
//! A row on its way costs far more than its hash. So the database puts many records into one text,
//! and a slice that is whole is one row. What that text cannot show to be whole is looked at row by
//! row, which also finds the record that is not.

use crate::{
    row::Row,
    transaction::{SqlTransaction, sql},
};
use latchkey_domain::{ChainBreak, ChainCheck, ChainHead, StoreError, StoredRecord};

const TABLE: &str = "audit";

/// Between two records, between two columns, and in place of NULL: characters that no record holds.
const RECORD_END: char = '\u{1e}';
const COLUMN_END: char = '\u{1f}';
const NULL: &str = "\u{1d}";

const PACKED: &str = "SELECT COUNT(*) AS records, COUNT(subject) AS subjects, \
     COUNT(request_id) AS requests, COUNT(network) AS networks, \
     string_agg(record, '\u{1e}') AS texts FROM (SELECT subject, request_id, network, \
     concat_ws('\u{1f}', sequence, recorded_at, kind, actor, COALESCE(subject, '\u{1d}'), \
     COALESCE(request_id, '\u{1d}'), COALESCE(network, '\u{1d}'), details, hash) AS record \
     FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2) AS slice";

const ROWS: &str = "SELECT sequence, recorded_at, kind, actor, subject, request_id, network, \
     details, hash FROM audit WHERE sequence > $1 ORDER BY sequence LIMIT $2";

impl SqlTransaction {
    /// Whether at most `most` records surely continue the chain, and where it then ends. `None` says
    /// nothing: a text may hold a separator.
    pub(crate) async fn check_packed(
        &mut self,
        mut check: ChainCheck,
        most: u32,
    ) -> Result<Option<Option<ChainHead>>, StoreError> {
        let statement = sql(PACKED).bind(check.last()).bind(i64::from(most));
        let row = self.row(TABLE, statement).await?;
        let slice = row.as_ref().and_then(|row| Slice::read(row).ok());
        let holds = slice.is_some_and(|slice| slice.continues(&mut check));
        Ok(holds.then(|| check.end()))
    }

    /// The first of at most `most` records that does not continue the chain, or where it ends.
    pub(crate) async fn check_rows(
        &mut self,
        mut check: ChainCheck,
        most: u32,
    ) -> Result<Result<Option<ChainHead>, ChainBreak>, StoreError> {
        let statement = sql(ROWS).bind(check.last()).bind(i64::from(most));
        for row in self.rows(TABLE, statement).await? {
            if let Err(broken) = take(&mut check, &row) {
                return Ok(Err(broken));
            }
        }
        Ok(Ok(check.end()))
    }
}

/// A column that holds no text was altered.
fn take(check: &mut ChainCheck, row: &Row) -> Result<(), ChainBreak> {
    let sequence = row.integer("sequence");
    let sequence = sequence.map_err(|_| ChainBreak::Altered(check.last() + 1))?;
    let altered = |_| ChainBreak::Altered(sequence);
    let text = |column| row.text(column).map_err(altered);
    let optional = |column| row.optional_text(column).map_err(altered);
    let (kind, actor, details, hash) = (
        text("kind")?,
        text("actor")?,
        text("details")?,
        text("hash")?,
    );
    let (subject, request, network) = (
        optional("subject")?,
        optional("request_id")?,
        optional("network")?,
    );
    check.take(&StoredRecord {
        sequence,
        recorded_at: row.integer("recorded_at").map_err(altered)?,
        kind: &kind,
        actor: &actor,
        subject: subject.as_deref(),
        request: request.as_deref(),
        network: network.as_deref(),
        details: &details,
        hash: &hash,
    })
}

/// Many records in one text.
struct Slice {
    records: i64,
    /// How many records have no subject, no request, no network.
    absent: [i64; 3],
    texts: String,
}

impl Slice {
    fn read(row: &Row) -> Result<Self, StoreError> {
        let records = row.integer("records")?;
        let absent = |column| Ok(records - row.integer(column)?);
        Ok(Self {
            records,
            absent: [
                absent("subjects")?,
                absent("requests")?,
                absent("networks")?,
            ],
            texts: row.optional_text("texts")?.unwrap_or_default(),
        })
    }

    /// Takes all records. `false` when one is not the next, or when it cannot be told where one
    /// begins: a text that holds a separator makes more parts than there are, and one that looks
    /// like NULL more NULLs.
    fn continues(&self, check: &mut ChainCheck) -> bool {
        let (mut records, mut absent) = (0, [0; 3]);
        if self.records > 0 {
            for text in self.texts.split(RECORD_END) {
                let Some(record) = parse(text) else {
                    return false;
                };
                if check.take(&record).is_err() {
                    return false;
                }
                records += 1;
                let optional = [record.subject, record.request, record.network];
                for (count, text) in absent.iter_mut().zip(optional) {
                    *count += i64::from(text.is_none());
                }
            }
        }
        records == self.records && absent == self.absent
    }
}

fn parse(text: &str) -> Option<StoredRecord<'_>> {
    let mut columns = text.split(COLUMN_END);
    let optional = |text| (text != NULL).then_some(text);
    let record = StoredRecord {
        sequence: columns.next()?.parse().ok()?,
        recorded_at: columns.next()?.parse().ok()?,
        kind: columns.next()?,
        actor: columns.next()?,
        subject: optional(columns.next()?),
        request: optional(columns.next()?),
        network: optional(columns.next()?),
        details: columns.next()?,
        hash: columns.next()?,
    };
    columns.next().is_none().then_some(record)
}
