//! `server/docs/COVERAGE.md` held against the tests of this run: each numbered line of the checklists is
//! shown by a test that passed, left out by an ADR, or said to be not there yet.

mod checklists;
mod judgement;
mod ran;
mod table;

use std::fs;

use anyhow::{Context as _, Result};

use self::judgement::judge;
pub(crate) use self::ran::Ran;
use crate::{step::suite, totals::Totals, workspace};

const DOCUMENT: &str = "server/docs/COVERAGE.md";

/// Judges the document by what ran, and tells what is wrong and what could not be judged here.
pub(crate) fn run(ran: &Ran) -> Result<Totals> {
    suite("coverage", || {
        let document = fs::read_to_string(workspace::path(DOCUMENT)).context(DOCUMENT)?;
        let verdict = judge(&document, ran, &source);
        for told in verdict.not_here.iter().chain(&verdict.wrong) {
            println!("  {told}");
        }
        println!("coverage: {verdict}");
        verdict.totals()
    })
}

/// The text of a file of the repository. `None` when there is no such file.
fn source(path: &str) -> Option<String> {
    fs::read_to_string(workspace::path(path)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_document_names_every_line_and_only_what_exists() {
        let document = source(DOCUMENT).unwrap();
        let mut ran = Ran::default();
        for (_, row) in table::rows(&document) {
            ran.pretend(&row.unwrap());
        }
        assert_eq!(judge(&document, &ran, &source).wrong, Vec::<String>::new());
    }
}
