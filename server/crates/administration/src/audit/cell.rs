use std::borrow::Cow;

/// What a spreadsheet takes for a formula, or for a way to one, when a cell begins with it (OWASP,
/// "CSV Injection"). The apostrophe is among them so that one that was there before can be told from
/// one that was added.
const DANGEROUS: [char; 12] = [
    '=', '+', '-', '@', '\t', '\r', '\n', '\0', '\'', '＝', '＋', '＠',
];

/// A text as the cell of a table that may be opened in a spreadsheet: an apostrophe goes before what
/// would be a formula.
#[must_use]
pub fn safe_cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(DANGEROUS) || text.starts_with('－') {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that [`safe_cell`] made `cell` of.
#[must_use]
pub fn unsafe_cell(cell: &str) -> &str {
    cell.strip_prefix('\'').unwrap_or(cell)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_cell_begins_a_formula_and_each_reads_back() {
        for begin in [
            "=", "+", "-", "@", "\t", "\r", "\n", "\0", "＝", "＋", "－", "＠",
        ] {
            let text = format!("{begin}HYPERLINK(\"https://example.com\")");
            let cell = safe_cell(&text);
            assert!(cell.starts_with('\''), "{cell:?}");
            assert_eq!(unsafe_cell(&cell), text);
        }
        for text in ["", "alice", "'", "'=1", "''", "1-1", " =1"] {
            assert_eq!(unsafe_cell(&safe_cell(text)), text, "{text:?}");
        }
        assert_eq!(safe_cell("alice@example.com"), "alice@example.com");
    }
}
