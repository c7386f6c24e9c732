use crate::{
    row::{Row, json_of},
    transaction::Statement,
};
use latchkey_domain::{StoreError, Versioned};
use serde::{Serialize, de::DeserializeOwned};

/// Reads what somebody configured.
pub(crate) fn read<T: DeserializeOwned>(row: &Row) -> Result<Versioned<T>, StoreError> {
    Ok(Versioned {
        definition: row.json("definition")?,
        version: row.count("version")?,
        changed_at: row.time("changed_at")?,
        changed_by: row.json("changed_by")?,
    })
}

/// Binds definition, version, time and author, in this order.
pub(crate) fn bind<'q, T: Serialize>(
    table: &'static str,
    statement: Statement<'q>,
    record: &Versioned<T>,
) -> Result<Statement<'q>, StoreError> {
    Ok(statement
        .bind(json_of(table, "definition", &record.definition)?)
        .bind(i64::from(record.version))
        .bind(record.changed_at.as_millisecond())
        .bind(json_of(table, "changed_by", &record.changed_by)?))
}
