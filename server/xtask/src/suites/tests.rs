//! Tests that cargo runs, counted from their `test result:` lines.

use std::fs;
use std::process::Command;

use anyhow::Result;

use super::log;
use crate::{
    command::{self, cargo},
    contract, server,
    step::suite,
    totals::Totals,
};

/// Tests of this name part need Prism in front of the sandbox; `prism.rs` runs them.
pub(crate) const THROUGH_PRISM: &str = "through_prism";

/// The tests of everything but the site builder. Those that need the contract data run when it is
/// there, else they count as skipped.
pub(crate) fn workspace() -> Result<Totals> {
    let mut test = cargo(["test", "--no-fail-fast"]);
    test.args(server::FEATURES);
    test.args(["--", "--skip", THROUGH_PRISM]);
    if let Some(folder) = contract::folder() {
        test.arg("--include-ignored")
            .env(contract::VARIABLE, folder);
    } else {
        println!(
            "no contract data ({}): tests that need it are skipped",
            contract::VARIABLE
        );
    }
    run(&mut test, "tests")
}

/// The site builder's own tests.
pub(crate) fn site() -> Result<Totals> {
    let mut test = cargo(["test", "--no-fail-fast", "--package", "site"]);
    run(&mut test, "tests of the site builder")
}

/// Runs cargo's tests and counts them. Failures are printed, all else goes to a log.
pub(crate) fn run(test: &mut Command, name: &str) -> Result<Totals> {
    suite(name, || {
        let log = log(name);
        let succeeded = command::run_into(test, &log)?;
        let output = fs::read_to_string(&log)?;
        let totals = count(&output, succeeded);
        if totals.failed > 0 {
            println!("{}all output: {}", failures(&output), log.display());
        }
        Ok(totals)
    })
}

/// Adds up the `test result:` lines. A run that failed with no failed test (it did not compile, or
/// a test binary died) counts as one failure.
fn count(output: &str, succeeded: bool) -> Totals {
    let mut totals = Totals::default();
    for line in output
        .lines()
        .filter(|line| line.starts_with("test result:"))
    {
        totals += Totals {
            passed: number_before(line, "passed"),
            failed: number_before(line, "failed"),
            skipped: number_before(line, "ignored"),
        };
    }
    if !succeeded && totals.failed == 0 {
        totals.failed = 1;
    }
    totals
}

/// `3 passed; 1 failed;` has 1 before `failed`.
fn number_before(line: &str, word: &str) -> u64 {
    line.split([';', '.'])
        .find_map(|part| part.trim().strip_suffix(word)?.trim().parse().ok())
        .unwrap_or_default()
}

/// The part of the output that tells what failed, and why.
fn failures(output: &str) -> String {
    let mut told = String::new();
    let mut telling = false;
    for line in output.lines() {
        if line == "failures:" {
            telling = true;
        }
        if telling {
            told.push_str(line);
            told.push('\n');
        }
        if line.starts_with("test result:") {
            telling = false;
        }
    }
    told
}

#[cfg(test)]
mod tests_of_counting {
    use super::*;

    const OUTPUT: &str = "\
running 2 tests
test a ... ok
test b ... FAILED

failures:

---- b stdout ----
left is not right

test result: FAILED. 1 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s

running 1 test
test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.01s
";

    #[test]
    fn result_lines_are_added_up() {
        let expected = Totals {
            passed: 5,
            failed: 1,
            skipped: 2,
        };
        assert_eq!(count(OUTPUT, false), expected);
    }

    #[test]
    fn a_run_that_did_not_compile_is_one_failure() {
        assert_eq!(count("", false), Totals::FAILED);
        assert_eq!(count("", true), Totals::default());
    }

    #[test]
    fn only_failures_are_told() {
        let told = failures(OUTPUT);
        assert!(told.contains("left is not right"));
        assert!(!told.contains("4 passed"));
    }
}
