//! How values are written into columns and read back.

use jiff::Timestamp;
use latchkey_domain::StoreError;
use serde::{Serialize, de::DeserializeOwned};
use serde_json::Value;
use sqlx::{Any, Decode, Row as _, Type, any::AnyRow};
use std::str::FromStr;

/// A row, read column by column. Everything unexpected is [`StoreError::Inconsistent`].
pub(crate) struct Row {
    table: &'static str,
    row: AnyRow,
}

impl Row {
    pub(crate) fn new(table: &'static str, row: AnyRow) -> Self {
        Self { table, row }
    }

    pub(crate) fn integer(&self, column: &'static str) -> Result<i64, StoreError> {
        self.get(column)
    }

    pub(crate) fn count(&self, column: &'static str) -> Result<u32, StoreError> {
        self.checked(column, self.integer(column)?.try_into())
    }

    pub(crate) fn text(&self, column: &'static str) -> Result<String, StoreError> {
        self.get(column)
    }

    pub(crate) fn optional_text(&self, column: &'static str) -> Result<Option<String>, StoreError> {
        self.get(column)
    }

    pub(crate) fn time(&self, column: &'static str) -> Result<Timestamp, StoreError> {
        self.checked(column, Timestamp::from_millisecond(self.integer(column)?))
    }

    pub(crate) fn optional_time(
        &self,
        column: &'static str,
    ) -> Result<Option<Timestamp>, StoreError> {
        let milliseconds: Option<i64> = self.get(column)?;
        self.checked(
            column,
            milliseconds.map(Timestamp::from_millisecond).transpose(),
        )
    }

    /// An id, an alias or another type with one text form.
    pub(crate) fn parsed<T: FromStr>(&self, column: &'static str) -> Result<T, StoreError> {
        self.checked(column, self.text(column)?.parse())
    }

    pub(crate) fn optional_parsed<T: FromStr>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        let text = self.optional_text(column)?;
        self.checked(column, text.map(|text| text.parse()).transpose())
    }

    /// A variant of a closed enum, by its serialised name.
    pub(crate) fn variant<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<T, StoreError> {
        self.checked(
            column,
            serde_json::from_value(Value::String(self.text(column)?)),
        )
    }

    pub(crate) fn json<T: DeserializeOwned>(&self, column: &'static str) -> Result<T, StoreError> {
        self.checked(column, serde_json::from_str(&self.text(column)?))
    }

    pub(crate) fn optional_json<T: DeserializeOwned>(
        &self,
        column: &'static str,
    ) -> Result<Option<T>, StoreError> {
        let text = self.optional_text(column)?;
        self.checked(
            column,
            text.map(|text| serde_json::from_str(&text)).transpose(),
        )
    }

    fn get<'r, T: Decode<'r, Any> + Type<Any>>(
        &'r self,
        column: &'static str,
    ) -> Result<T, StoreError> {
        self.checked(column, self.row.try_get(column))
    }

    fn checked<T, E>(&self, column: &'static str, value: Result<T, E>) -> Result<T, StoreError> {
        value.map_err(|_| StoreError::Inconsistent {
            table: self.table,
            column,
        })
    }
}

/// The serialised name of a variant of a closed enum.
pub(crate) fn name_of(
    table: &'static str,
    column: &'static str,
    variant: &impl Serialize,
) -> Result<String, StoreError> {
    match serde_json::to_value(variant) {
        Ok(Value::String(name)) => Ok(name),
        _ => Err(StoreError::Inconsistent { table, column }),
    }
}

/// A value as JSON text.
pub(crate) fn json_of(
    table: &'static str,
    column: &'static str,
    value: &impl Serialize,
) -> Result<String, StoreError> {
    serde_json::to_string(value).map_err(|_| StoreError::Inconsistent { table, column })
}
