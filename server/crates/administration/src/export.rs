use crate::audit::safe_cell;
use futures::stream::BoxStream;
use latchkey_domain::StoreError;

/// The media type of a table for spreadsheets.
pub(crate) const CSV: &str = "text/csv; charset=utf-8; header=present";

/// Something that is taken away as a file, written bit by bit as somebody takes it.
pub struct Export {
    /// What to call the file.
    pub file_name: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its bytes. An error ends it early.
    pub body: BoxStream<'static, Result<Vec<u8>, ExportError>>,
}

/// Why there is no export, or no more of it.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// This node is at something as heavy already; try again later.
    #[error("this node exports or verifies something already")]
    Busy,
    /// The database did not do what was asked.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A record could not be written.
    #[error("a record could not be written")]
    Format(#[source] Box<dyn std::error::Error + Send + Sync>),
}

impl ExportError {
    pub(crate) fn format(error: impl Into<Box<dyn std::error::Error + Send + Sync>>) -> Self {
        Self::Format(error.into())
    }
}

/// Rows of a table for spreadsheets (RFC 4180), in which no cell is a formula.
pub(crate) fn csv_rows<R>(rows: impl IntoIterator<Item = R>) -> Result<Vec<u8>, ExportError>
where
    R: IntoIterator,
    R::Item: AsRef<str>,
{
    let mut table = csv::WriterBuilder::new()
        .terminator(csv::Terminator::CRLF)
        .from_writer(Vec::new());
    for row in rows {
        let cells = row.into_iter();
        let cells = cells.map(|cell| safe_cell(cell.as_ref()).into_owned());
        table.write_record(cells).map_err(ExportError::format)?;
    }
    table
        .into_inner()
        .map_err(|error| ExportError::format(error.into_error()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_58_no_cell_is_a_formula_and_none_breaks_its_row() {
        let rows = [["a", "=1+1"], ["b,\"c\"", "-2"]];
        let text = String::from_utf8(csv_rows(rows).expect("written")).expect("text");
        assert_eq!(text, "a,'=1+1\r\n\"b,\"\"c\"\"\",'-2\r\n");
    }
}
