//! What came of a list of checks, counted in the last line.

use std::process::ExitCode;

use anyhow::{Context as _, Result, anyhow};

use crate::totals::Totals;

/// Counts, and tells what went wrong.
#[derive(Default)]
pub(crate) struct Report(Totals);

impl Report {
    /// Counts a check that passes or fails as a whole.
    pub(crate) fn check(&mut self, result: Result<()>) {
        let passed = result.map(|()| Totals::PASSED);
        self.add(passed);
    }

    /// Something later suites need: counts only when it failed. `true` when it is there.
    pub(crate) fn needed(&mut self, result: Result<()>) -> bool {
        let there = result.is_ok();
        self.add(result.map(|()| Totals::default()));
        there
    }

    /// Something a suite can do without: counts only when getting it failed.
    pub(crate) fn found<T>(&mut self, result: Result<Option<T>>) -> Option<T> {
        let (found, result) = match result {
            Ok(found) => (found, Ok(())),
            Err(error) => (None, Err(error)),
        };
        self.needed(result);
        found
    }

    /// Runs and counts a suite. One that cannot run, or not to its end, counts as failed.
    pub(crate) fn suite(&mut self, name: &str, ready: bool, run: impl FnOnce() -> Result<Totals>) {
        self.add(if ready {
            run().context(name.to_owned())
        } else {
            Err(anyhow!(
                "{name}: not run, because what it needs failed above"
            ))
        });
    }

    fn add(&mut self, result: Result<Totals>) {
        self.0 += result.unwrap_or_else(|error| {
            println!("  {}", format!("{error:#}").replace('\n', "\n  "));
            Totals::FAILED
        });
    }

    /// Prints the last line.
    pub(crate) fn close(self) -> ExitCode {
        println!("latchkey: {}", self.0);
        if self.0.failed == 0 {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

#[cfg(test)]
mod tests {
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
