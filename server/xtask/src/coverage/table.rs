//! The table of `COVERAGE.md`, read back.
//!
//! `| 2.0.1 | what it is | where it lives | what shows it |`. Paths and names stand in backticks.

/// One line of a checklist.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Row {
    /// Paths of the files it lives in.
    pub(super) places: Vec<String>,
    pub(super) answer: Answer,
}

/// What a row says of its line.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Answer {
    /// These tests show it, all of them; never empty.
    Shown(Vec<Test>),
    /// It is left out; the path of the ADR that says why, below `server/docs`.
    LeftOut(String),
    /// `not yet`, and nothing else.
    NotYet,
}

/// A test, as a row names it.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Test {
    /// Path of its file.
    pub(super) file: String,
    /// Name of the function, or title of the browser test.
    pub(super) name: String,
}

/// Every row that begins with an id, with it; or what is wrong with it.
pub(super) fn rows(document: &str) -> impl Iterator<Item = (&str, Result<Row, String>)> {
    document.lines().filter_map(|line| {
        let (id, rest) = line.strip_prefix("| ")?.split_once(" |")?;
        let is_id = id.starts_with(|first: char| first.is_ascii_digit());
        is_id.then(|| (id, row(rest)))
    })
}

fn row(cells: &str) -> Result<Row, String> {
    let cells: Vec<_> = cells.split('|').map(str::trim).collect();
    let [what, place, shown_by, ""] = cells[..] else {
        return Err("a row has four cells".to_owned());
    };
    if what.is_empty() {
        return Err("it does not say what it is".to_owned());
    }
    let places = quoted(place);
    let answer = answer(shown_by)?;
    if places.is_empty() == matches!(answer, Answer::Shown(_)) {
        return Err("where it lives stands in exactly the rows that name tests".to_owned());
    }
    Ok(Row { places, answer })
}

fn answer(cell: &str) -> Result<Answer, String> {
    if cell == "not yet" {
        return Ok(Answer::NotYet);
    }
    let names = quoted(cell);
    if let [adr] = names.as_slice()
        && adr.starts_with("adr/")
    {
        return Ok(Answer::LeftOut(adr.clone()));
    }
    let tests: Vec<_> = names
        .chunks(2)
        .map(|pair| match pair {
            [file, name] => Some(Test {
                file: file.clone(),
                name: name.clone(),
            }),
            _ => None,
        })
        .collect::<Option<_>>()
        .unwrap_or_default();
    if tests.is_empty() {
        return Err("neither tests (`path` `name`), nor an ADR, nor `not yet`".to_owned());
    }
    Ok(Answer::Shown(tests))
}

/// What stands in backticks.
fn quoted(cell: &str) -> Vec<String> {
    let parts = cell.split('`').skip(1).step_by(2);
    parts.map(str::to_owned).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn only(row: &str) -> Result<Row, String> {
        let document = format!("# Coverage\n\n| id | what |\n|---|---|\n{row}\n");
        let mut rows = rows(&document);
        let (id, row) = rows.next().unwrap();
        assert_eq!(id, "2.0.4");
        assert!(rows.next().is_none());
        row
    }

    #[test]
    fn a_row_names_places_and_tests() {
        let test = |name: &str| Test {
            file: "a/t.rs".to_owned(),
            name: name.to_owned(),
        };
        let expected = Row {
            places: vec!["a/x.rs".to_owned(), "a/y.rs".to_owned()],
            answer: Answer::Shown(vec![test("one"), test("two, and more")]),
        };
        let row = "| 2.0.4 | what | `a/x.rs` `a/y.rs` | `a/t.rs` `one`; `a/t.rs` `two, and more` |";
        assert_eq!(only(row).unwrap(), expected);
    }

    #[test]
    fn a_line_may_be_left_out_or_not_be_there_yet() {
        let left_out = only("| 2.0.4 | what | | `adr/0001-why.md` |").unwrap();
        let adr = "adr/0001-why.md".to_owned();
        assert_eq!(left_out.answer, Answer::LeftOut(adr));
        let not_yet = only("| 2.0.4 | what | | not yet |").unwrap();
        assert_eq!(not_yet.answer, Answer::NotYet);
    }

    #[test]
    fn a_row_that_shows_nothing_is_refused() {
        for row in [
            "| 2.0.4 | what | `a/x.rs` | |",
            "| 2.0.4 | what | `a/x.rs` | soon |",
            "| 2.0.4 | what | `a/x.rs` | not yet |",
            "| 2.0.4 | what | | not yet, but soon |",
            "| 2.0.4 | what | | `a/t.rs` `one` |",
            "| 2.0.4 | what | `a/x.rs` | `a/t.rs` |",
            "| 2.0.4 | what | `a/x.rs` | `a/t.rs` `one` `a/t.rs` |",
            "| 2.0.4 | | `a/x.rs` | `a/t.rs` `one` |",
            "| 2.0.4 | what | `a/x.rs` |",
        ] {
            assert!(only(row).is_err(), "{row}");
        }
    }
}
