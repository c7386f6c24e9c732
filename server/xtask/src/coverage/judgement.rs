//! Whether the document keeps its word.

use std::fmt;

use anyhow::Result;

use super::checklists;
use super::ran::{Outcome, Ran};
use super::table::{self, Answer, Row, Test};
use crate::totals::Totals;

/// What the document is worth in this run.
#[derive(Debug, Default)]
pub(super) struct Verdict {
    shown: usize,
    left_out: usize,
    not_yet: usize,
    /// Lines whose tests need something that is not there, in words.
    pub(super) not_here: Vec<String>,
    /// What is wrong, in words.
    pub(super) wrong: Vec<String>,
}

/// The text of a file of the repository. `None` when there is no such file.
pub(super) type Source<'a> = &'a dyn Fn(&str) -> Option<String>;

/// What is true of one row.
enum Finding {
    Shown,
    LeftOut,
    NotYet,
    NotHere(String),
}

/// Judges the document by what ran.
pub(super) fn judge(document: &str, ran: &Ran, source: Source<'_>) -> Verdict {
    let mut verdict = Verdict::default();
    let rows: Vec<_> = table::rows(document).collect();
    for id in checklists::ids() {
        match rows.iter().filter(|(found, _)| *found == id).count() {
            0 => verdict.wrong.push(format!("{id}: no row")),
            1 => {}
            _ => verdict.wrong.push(format!("{id}: more than one row")),
        }
    }
    for (id, row) in rows {
        if checklists::ids().any(|known| known == id) {
            let finding = row.and_then(|row| find(&row, ran, source));
            verdict.add(id, finding);
        } else {
            verdict.wrong.push(format!("{id}: no line of a checklist"));
        }
    }
    verdict
}

/// What is true of a row; or what is wrong with it.
fn find(row: &Row, ran: &Ran, source: Source<'_>) -> Result<Finding, String> {
    if let Some(place) = row.places.iter().find(|place| source(place).is_none()) {
        return Err(format!("there is no {place}"));
    }
    match &row.answer {
        Answer::NotYet => Ok(Finding::NotYet),
        Answer::LeftOut(adr) => source(&format!("server/docs/{adr}"))
            .map(|_| Finding::LeftOut)
            .ok_or_else(|| format!("there is no {adr}")),
        Answer::Shown(tests) => tests.iter().try_fold(Finding::Shown, |finding, test| {
            let found = look_up(test, ran, source)?;
            Ok(if matches!(found, Finding::Shown) {
                finding
            } else {
                found
            })
        }),
    }
}

/// Whether a test exists and has passed.
fn look_up(test: &Test, ran: &Ran, source: Source<'_>) -> Result<Finding, String> {
    let Test { file, name } = test;
    let code = source(file).ok_or_else(|| format!("there is no {file}"))?;
    // Titles of browser tests may be put together while they run.
    if !file.starts_with("end2end/") && !code.contains(&format!("fn {name}(")) {
        return Err(format!("{file} has no test {name}"));
    }
    match ran.outcome(test) {
        Outcome::Passed => Ok(Finding::Shown),
        Outcome::Lacks(variable) => Ok(Finding::NotHere(format!(
            "not judged: {name} needs {variable}, which is not there"
        ))),
        Outcome::DidNotPass => Err(format!("{name} did not run in this run, or did not pass")),
    }
}

impl Verdict {
    fn add(&mut self, id: &str, finding: Result<Finding, String>) {
        match finding {
            Ok(Finding::Shown) => self.shown += 1,
            Ok(Finding::LeftOut) => self.left_out += 1,
            Ok(Finding::NotYet) => self.not_yet += 1,
            Ok(Finding::NotHere(told)) => self.not_here.push(format!("{id}: {told}")),
            Err(told) => self.wrong.push(format!("{id}: {told}")),
        }
    }

    /// A line that is shown counts as passed, whatever is wrong as failed; a line that is not there
    /// yet, or whose tests could not run here, as skipped.
    pub(super) fn totals(&self) -> Result<Totals> {
        Ok(Totals {
            passed: u64::try_from(self.shown)?,
            failed: u64::try_from(self.wrong.len())?,
            skipped: u64::try_from(self.not_yet + self.not_here.len())?,
        })
    }
}

impl fmt::Display for Verdict {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self {
            shown,
            left_out,
            not_yet,
            ..
        } = self;
        write!(
            formatter,
            "{shown} shown, {left_out} left out, {not_yet} not yet"
        )?;
        if !self.not_here.is_empty() {
            write!(formatter, ", {} not judged", self.not_here.len())?;
        }
        if !self.wrong.is_empty() {
            write!(formatter, ", {} wrong", self.wrong.len())?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// One test in Rust, one in the browser, one ADR, and a file that is no test.
    fn source(path: &str) -> Option<String> {
        let text = match path {
            "x/src/a.rs" => "fn one() {} fn two() {}",
            "end2end/a.spec.ts" | "server/docs/adr/1.md" => "",
            _ => return None,
        };
        Some(text.to_owned())
    }

    fn ran() -> Ran {
        let mut ran = Ran::default();
        ran.passed(["a::one"]);
        ran.lacked("DATABASE", ["a::two"]);
        ran.passed_in_browser("a.spec.ts", "it works");
        ran
    }

    /// Every line left out, but the first, which has this row.
    fn document(first: &str) -> String {
        let others = checklists::ids().skip(1);
        let others = others.map(|id| format!("| {id} | what | | `adr/1.md` |\n"));
        format!("{first}\n{}", others.collect::<String>())
    }

    fn judged(first: &str) -> Verdict {
        judge(&document(first), &ran(), &source)
    }

    #[test]
    fn lines_are_counted_by_what_stands_for_them() {
        for (first, expected) in [
            (
                "`x/src/a.rs` | `x/src/a.rs` `one`",
                "1 shown, 35 left out, 0 not yet",
            ),
            (
                "`x/src/a.rs` | `x/src/a.rs` `one` `end2end/a.spec.ts` `it works`",
                "1 shown, 35 left out, 0 not yet",
            ),
            ("| not yet", "0 shown, 35 left out, 1 not yet"),
            (
                "`x/src/a.rs` | `x/src/a.rs` `one` `x/src/a.rs` `two`",
                "0 shown, 35 left out, 0 not yet, 1 not judged",
            ),
        ] {
            let verdict = judged(&format!("| 2.0.1 | what | {first} |"));
            assert_eq!(verdict.to_string(), expected, "{:?}", verdict.wrong);
        }
    }

    #[test]
    fn whatever_does_not_exist_or_did_not_pass_is_wrong() {
        for (first, told) in [
            (
                "`x/src/b.rs` | `x/src/a.rs` `one`",
                "there is no x/src/b.rs",
            ),
            (
                "`x/src/a.rs` | `x/src/b.rs` `one`",
                "there is no x/src/b.rs",
            ),
            (
                "`x/src/a.rs` | `x/src/a.rs` `three`",
                "x/src/a.rs has no test three",
            ),
            (
                "`x/src/a.rs` | `x/src/a.rs` `one` `end2end/a.spec.ts` `it does not`",
                "it does not did not run in this run, or did not pass",
            ),
            ("| `adr/2.md`", "there is no adr/2.md"),
        ] {
            let verdict = judged(&format!("| 2.0.1 | what | {first} |"));
            assert_eq!(verdict.wrong, [format!("2.0.1: {told}")]);
            assert_eq!(verdict.totals().unwrap().failed, 1);
        }
    }

    #[test]
    fn every_line_has_one_row_and_every_row_a_line() {
        assert_eq!(judged("").wrong, ["2.0.1: no row"]);
        let row = "| 2.0.1 | what | | not yet |";
        let twice = judged(&format!("{row}\n{row}"));
        assert_eq!(twice.wrong, ["2.0.1: more than one row"]);
        let other = judged(&format!("{row}\n| 2.0.25 | what | | not yet |"));
        assert_eq!(other.wrong, ["2.0.25: no line of a checklist"]);
    }

    #[test]
    fn a_test_that_was_left_out_by_itself_is_not_excused() {
        // Others that need the same could run, so nothing was noted as lacking.
        let mut ran = Ran::default();
        ran.passed(["a::one"]);
        let row = "| 2.0.1 | what | `x/src/a.rs` | `x/src/a.rs` `two` |";
        assert_eq!(judge(&document(row), &ran, &source).wrong.len(), 1);
    }
}
