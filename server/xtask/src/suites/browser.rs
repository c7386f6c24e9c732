//! The portal in a real browser: Playwright's pages and the soak, counted from its JSON report.

use std::fs;
use std::path::Path;
use std::process::Command;

use anyhow::{Context as _, Result};
use serde_json::Value;

use crate::{command, coverage::Ran, server, step::suite, totals::Totals, workspace};

/// Whether the specs and what they share fit their types.
pub(crate) fn types() -> Command {
    let mut tsc = command::program(workspace::path("end2end/node_modules/.bin/tsc"));
    tsc.args(["--project", "."])
        .current_dir(workspace::path("end2end"));
    tsc
}

/// Every page, with JavaScript on and off; the tests are noted by name.
pub(crate) fn pages(ran: &mut Ran) -> Result<Totals> {
    playwright("browser", "playwright.config.ts", None, ran)
}

/// Eight browsers at once, for so many seconds, or as many as the soak has by itself.
pub(crate) fn soak(seconds: Option<u32>) -> Result<Totals> {
    let seconds = seconds.map(|seconds| ("SOAK_SECONDS", seconds.to_string()));
    playwright("soak", "soak.config.ts", seconds, &mut Ran::default())
}

fn playwright(
    name: &str,
    config: &str,
    variable: Option<(&str, String)>,
    ran: &mut Ran,
) -> Result<Totals> {
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
        let report = read(&report)?;
        note(&report["suites"], ran);
        let totals = count(&report, succeeded);
        if totals.failed > 0 {
            println!("screenshots and logs: end2end/test-results");
        }
        Ok(totals)
    })
}

fn read(report: &Path) -> Result<Value> {
    let text = fs::read_to_string(report).context("Playwright left no report")?;
    Ok(serde_json::from_str(&text)?)
}

/// Notes the tests that passed wherever they were to run, in one project at least.
fn note(suites: &Value, ran: &mut Ran) {
    for suite in list(suites) {
        note(&suite["suites"], ran);
        for spec in list(&suite["specs"]).filter(|spec| spec["ok"] == true) {
            let mut ended = list(&spec["tests"]).filter_map(|test| list(&test["results"]).last());
            if ended.any(|result| result["status"] == "passed")
                && let (Some(file), Some(title)) = (spec["file"].as_str(), spec["title"].as_str())
            {
                ran.passed_in_browser(file, title);
            }
        }
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
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
    fn only_tests_that_passed_are_noted() {
        let spec = |title: &str, ok: bool, statuses: &[&str]| {
            let ended = |status| serde_json::json!({ "results": [{ "status": status }] });
            let tests: Vec<_> = statuses.iter().map(ended).collect();
            serde_json::json!({ "file": "a.spec.ts", "title": title, "ok": ok, "tests": tests })
        };
        let inner = [
            spec("in one", true, &["passed", "skipped"]),
            spec("in none", true, &["skipped"]),
            spec("not in all", false, &["passed", "failed"]),
        ];
        let outer = spec("in both", true, &["passed", "passed"]);
        let mut ran = Ran::default();
        let suites = serde_json::json!([{ "specs": [outer], "suites": [{ "specs": inner }] }]);
        note(&suites, &mut ran);
        let mut expected = Ran::default();
        for title in ["in both", "in one"] {
            expected.passed_in_browser("a.spec.ts", title);
        }
        assert_eq!(ran, expected);
    }

    #[test]
    fn a_run_that_failed_without_a_failed_test_is_one_failure() {
        assert_eq!(count(&serde_json::json!({}), false), Totals::FAILED);
    }
}
