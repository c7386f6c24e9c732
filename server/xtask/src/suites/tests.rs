//! Tests that cargo runs.
//!
//! A test that needs more than the repository is `#[ignore = "needs VARIABLE"]` and finds what it
//! needs in that environment variable. A first run leaves all of these out and learns of them; a
//! second one runs those whose need is met.

use std::ffi::OsString;
use std::fs;
use std::process::Command;

use anyhow::Result;

use super::{
    log,
    test_output::{count, failures, needs, passed},
};
use crate::{
    command::{self, cargo},
    contract,
    coverage::Ran,
    postgres::{self, Postgres},
    server,
    step::suite,
    totals::Totals,
};

/// Tests that need this are the Prism suite's, and counted there.
pub(super) const PRISM: &str = "LATCHKEY_PRISM_URL";

/// A variable that tests need, and its value.
type Supply = (&'static str, OsString);

/// The tests of everything but the site builder, noted by name. Those whose need is not met count as skipped.
pub(crate) fn workspace(postgres: Option<&Postgres>, ran: &mut Ran) -> Result<Totals> {
    let supplies = supplies(postgres);
    suite("tests", || {
        let mut test = cargo(["test", "--no-fail-fast"]);
        let (mut totals, output) = measure(test.args(server::FEATURES), "tests")?;
        ran.passed(passed(&output));
        let mut names = Vec::new();
        for (variable, tests) in needs(&output) {
            let number = u64::try_from(tests.len())?;
            if supplies.iter().any(|(supplied, _)| *supplied == variable) {
                names.extend(tests);
            } else if variable != PRISM {
                ran.lacked(variable, tests);
                println!("  skipped, because they need {variable}: {number}");
                continue;
            }
            totals.skipped = totals.skipped.saturating_sub(number);
        }
        Ok(totals + left_out(&names, &supplies, ran)?)
    })
}

/// The site builder's own tests.
pub(crate) fn site() -> Result<Totals> {
    let mut test = cargo(["test", "--no-fail-fast", "--package", "site"]);
    run(&mut test, "tests of the site builder")
}

/// Runs cargo's tests and counts them. Failures are printed, all else goes to a log.
pub(crate) fn run(test: &mut Command, name: &str) -> Result<Totals> {
    suite(name, || Ok(measure(test, name)?.0))
}

/// What is there for tests that need it.
fn supplies(postgres: Option<&Postgres>) -> Vec<Supply> {
    let contract = contract::folder().map(|folder| (contract::VARIABLE, folder.into()));
    let postgres = postgres.map(|server| (postgres::VARIABLE, server.url().into()));
    contract.into_iter().chain(postgres).collect()
}

/// Runs the ignored tests of these names.
fn left_out(names: &[&str], supplies: &[Supply], ran: &mut Ran) -> Result<Totals> {
    if names.is_empty() {
        return Ok(Totals::default());
    }
    let mut test = cargo(["test", "--no-fail-fast", "--tests"]);
    test.args(server::FEATURES)
        .args(["--", "--ignored", "--exact"])
        .args(names)
        .envs(supplies.iter().cloned());
    let (totals, output) = measure(&mut test, "tests that need more")?;
    ran.passed(passed(&output));
    Ok(all_of(totals, u64::try_from(names.len())?))
}

/// A test that was to run and did not, because its program died, counts as failed.
fn all_of(mut totals: Totals, expected: u64) -> Totals {
    totals.failed = totals.failed.max(expected.saturating_sub(totals.passed));
    totals
}

/// Runs cargo's tests; returns their counts and output.
fn measure(test: &mut Command, name: &str) -> Result<(Totals, String)> {
    let log = log(name);
    let succeeded = command::run_into(test, &log)?;
    let output = fs::read_to_string(&log)?;
    let totals = count(&output, succeeded);
    if totals.failed > 0 {
        println!("{}all output: {}", failures(&output), log.display());
    }
    Ok((totals, output))
}

#[cfg(test)]
mod tests_of_counting {
    use super::*;

    #[test]
    fn a_test_that_was_to_run_and_did_not_counts_as_failed() {
        let totals = Totals::PASSED + Totals::FAILED;
        assert_eq!(all_of(totals, 2), totals);
        assert_eq!(all_of(totals, 4).failed, 3);
    }
}
