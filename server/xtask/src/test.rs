//! `cargo xtask test`: every check there is, counted in the last line.

use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow};

use crate::{
    command,
    postgres::Postgres,
    server, setup, site,
    step::step,
    suites::{browser, code, conformance, tests},
    totals::Totals,
};

/// Runs every check that can run, whatever failed before it.
pub(crate) fn run() -> ExitCode {
    let mut report = Report::default();
    report.needed(setup::rust::set_up());
    for (name, mut check) in code::all() {
        report.check(step(name, || command::run(&mut check)));
    }
    let site = report.needed(site::build());
    let postgres = report.found(Postgres::start());
    report.suite("tests", true, || tests::workspace(postgres.as_ref()));
    drop(postgres);
    report.suite("tests of the site builder", true, tests::site);
    let server = report.needed(server::build());
    let node = report.needed(setup::node::set_up());
    if node {
        report.check(step("types of end2end", || {
            command::run(&mut browser::types())
        }));
    }
    report.outsiders(server, node);
    let browser = report.needed(setup::browser::set_up());
    let ready = site && server && node && browser;
    report.suite("browser", ready, browser::pages);
    report.suite("soak", ready, browser::soak);
    report.close()
}

/// Runs what outsiders judge the sandbox by, and nothing else.
pub(crate) fn conformance() -> ExitCode {
    let mut report = Report::default();
    let server = report.needed(server::build());
    let node = report.needed(setup::node::set_up());
    report.outsiders(server, node);
    report.close()
}

/// Counts, and tells what went wrong.
#[derive(Default)]
struct Report(Totals);

impl Report {
    /// Counts a check that passes or fails as a whole.
    fn check(&mut self, result: Result<()>) {
        let passed = result.map(|()| Totals::PASSED);
        self.add(passed);
    }

    /// Something later suites need: counts only when it failed. `true` when it is there.
    fn needed(&mut self, result: Result<()>) -> bool {
        let there = result.is_ok();
        self.add(result.map(|()| Totals::default()));
        there
    }

    /// Something a suite can do without: counts only when getting it failed.
    fn found<T>(&mut self, result: Result<Option<T>>) -> Option<T> {
        let (found, result) = match result {
            Ok(found) => (found, Ok(())),
            Err(error) => (None, Err(error)),
        };
        self.needed(result);
        found
    }

    /// Runs and counts a suite. One that cannot run, or not to its end, counts as failed.
    fn suite(&mut self, name: &str, ready: bool, run: impl FnOnce() -> Result<Totals>) {
        self.add(if ready {
            run().context(name.to_owned())
        } else {
            Err(anyhow!(
                "{name}: not run, because what it needs failed above"
            ))
        });
    }

    /// Okta's spec and Okta's own clients.
    fn outsiders(&mut self, server: bool, node: bool) {
        self.suite("clients", server && node, conformance::clients);
        self.suite("schemathesis", server, conformance::schemathesis);
    }

    fn add(&mut self, result: Result<Totals>) {
        self.0 += result.unwrap_or_else(|error| {
            println!("  {}", format!("{error:#}").replace('\n', "\n  "));
            Totals::FAILED
        });
    }

    /// Prints the last line.
    fn close(self) -> ExitCode {
        println!("latchkey: {}", self.0);
        if self.0.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests_of_report {
    use super::*;

    #[test]
    fn a_suite_that_cannot_run_counts_as_failed() {
        let mut report = Report::default();
        report.check(Ok(()));
        report.suite("browser", false, || Ok(Totals::PASSED));
        assert_eq!(report.0, Totals::PASSED + Totals::FAILED);
    }

    #[test]
    fn what_is_needed_counts_only_when_it_failed() {
        let mut report = Report::default();
        assert!(report.needed(Ok(())));
        assert!(!report.needed(Err(anyhow!("no"))));
        assert_eq!(report.0, Totals::FAILED);
    }
}
