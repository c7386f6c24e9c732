//! The portal in a real browser: Playwright's pages and the soak, counted from its JSON report.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{command, server, step::suite, totals::Totals, workspace};

/// Whether the specs and what they share fit their types.
pub(crate) fn types() -> Command {
    let mut tsc = command::program(workspace::path("end2end/node_modules/.bin/tsc"));
    tsc.args(["--project", "."])
        .current_dir(workspace::path("end2end"));
    tsc
}

/// Every page, with JavaScript on and off.
pub(crate) fn pages() -> Result<Totals> {
    playwright("browser", "playwright.config.ts", None)
}

/// Eight browsers at once, for so many seconds, or as many as the soak has by itself.
pub(crate) fn soak(seconds: Option<u32>) -> Result<Totals> {
    let seconds = seconds.map(|seconds| ("SOAK_SECONDS", seconds.to_string()));
    playwright("soak", "soak.config.ts", seconds)
}

fn playwright(name: &str, config: &str, variable: Option<(&str, String)>) -> Result<Totals> {
    let report = workspace::target().join(format!("xtask/logs/{name}.json"));
    suite(name, || {
        if report.exists() {
            fs::remove_file(&report)?;
        }
        let mut playwright =
            command::program(workspace::path("end2end/node_modules/.bin/playwright"));
        playwright
            .args(["test", "--config", config])
            .current_dir(workspace::path("end2end"))
            .env("PLAYWRIGHT_JSON_OUTPUT_FILE", &report)
            .env("LATCHKEY_BINARY", server::binary())
            .envs(variable);
        let succeeded = command::run(&mut playwright).is_ok();
        let totals = read(&report, succeeded)?;
        if totals.failed > 0 {
            println!("screenshots and logs: end2end/test-results");
        }
        Ok(totals)
    })
}

fn read(report: &Path, succeeded: bool) -> Result<Totals> {
    let text = fs::read_to_string(report).context("Playwright left no report")?;
    Ok(count(&serde_json::from_str(&text)?, succeeded))
}

/// Tests from the report's summary, and what went wrong outside of any test: a server that did not
/// stop cleanly, a spec that does not compile.
fn count(report: &Value, succeeded: bool) -> Totals {
    let stat = |name: &str| report["stats"][name].as_u64().unwrap_or_default();
    let outside = report["errors"].as_array().map_or(0, Vec::len);
    let mut totals = Totals {
        passed: stat("expected"),
        failed: stat("unexpected") + stat("flaky") + u64::try_from(outside).unwrap_or(u64::MAX),
        skipped: stat("skipped"),
    };
    if !succeeded && totals.failed == 0 {
        totals.failed = 1;
    }
    totals
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_outside_of_tests_count_as_failures() {
        let report = serde_json::json!({
            "stats": { "expected": 3, "unexpected": 1, "flaky": 1, "skipped": 2 },
            "errors": [{ "message": "the portal panicked" }],
        });
        let expected = Totals {
            passed: 3,
            failed: 3,
            skipped: 2,
        };
        assert_eq!(count(&report, false), expected);
    }

    #[test]
    fn a_run_that_failed_without_a_failed_test_is_one_failure() {
        assert_eq!(count(&serde_json::json!({}), false), Totals::FAILED);
    }
}
