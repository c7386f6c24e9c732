//! The clients: ours, and Okta's own for Python and Node.js. Each makes one call after another.

use std::fs;
use std::process::Command;

use anyhow::{Context as _, Result};

use super::subject::Subject;
use crate::{
    command::{self, cargo},
    server,
    step::suite,
    suites::{log, tests},
    totals::Totals,
    workspace,
};

/// Our client's tests, against the org at `url`.
pub(super) fn ours(subject: &Subject, url: &str) -> Result<Totals> {
    let mut test = our_tests();
    test.args(["--", "--ignored", "--test-threads", "1"])
        .env(tests::PRISM, url)
        .env("LATCHKEY_PRISM_TOKEN", subject.token()?)
        .env("LATCHKEY_SANDBOX_URL", subject.pages()?);
    tests::run(&mut test, "prism")
}

/// The test program of that name. Choosing its package instead would build its dependencies anew,
/// for want of the features other packages ask of them.
pub(super) fn our_tests() -> Command {
    let mut test = cargo(["test", "--no-fail-fast", "--test", "prism"]);
    test.args(server::FEATURES);
    test
}

/// Okta's client for Python.
pub(super) fn python(subject: &Subject, url: &str) -> Result<Totals> {
    let mut pytest = subject.program(&subject.python("python"), url)?;
    pytest
        .args(["-m", "pytest", "--quiet", "--tb", "short"])
        .args(["-p", "no:cacheprovider"])
        .current_dir(workspace::path("end2end/conformance/python"));
    run(&mut pytest, "Okta's client for Python", read_pytest)
}

/// Okta's client for Node.js.
pub(super) fn node(subject: &Subject, url: &str) -> Result<Totals> {
    let folder = workspace::path("end2end/conformance/node");
    let mut files: Vec<_> = fs::read_dir(&folder)?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<std::io::Result<_>>()?;
    files.retain(|file| file.to_string_lossy().ends_with(".test.js"));
    files.sort();
    let mut node = subject.program("node".as_ref(), url)?;
    node.args(["--test", "--test-concurrency=1", "--test-reporter=tap"])
        .args(files)
        .current_dir(folder);
    run(&mut node, "Okta's client for Node.js", read_tap)
}

/// Runs a client's tests and counts them; a run that failed without a failed test is one failure.
fn run(client: &mut Command, name: &str, read: fn(&str) -> Totals) -> Result<Totals> {
    suite(name, || {
        let log = log(name);
        let succeeded = command::run_into(client, &log)?;
        let output = fs::read_to_string(&log).context("no output")?;
        let mut totals = read(&output);
        if totals.failed == 0 && (!succeeded || totals.passed == 0) {
            totals.failed = 1;
        }
        if totals.failed > 0 {
            println!("{output}\nall output: {}", log.display());
        }
        Ok(totals)
    })
}

/// The last line of pytest: `2 failed, 27 passed, 1 error in 5.14s`.
fn read_pytest(output: &str) -> Totals {
    let last = output.lines().rev().find(|line| line.contains(" in "));
    let last = last.unwrap_or_default().trim_matches(['=', ' ']);
    let (counts, _) = last.split_once(" in ").unwrap_or_default();
    let number = |word: &str| -> u64 {
        let mut parts = counts.split(", ").filter_map(|part| part.split_once(' '));
        let found = parts.find(|(_, name)| name.trim_end_matches('s') == word);
        found
            .and_then(|(number, _)| number.parse().ok())
            .unwrap_or_default()
    };
    Totals {
        passed: number("passed"),
        failed: number("failed") + number("error"),
        skipped: number("skipped"),
    }
}

/// The last lines of Node's tests: `# pass 20`.
fn read_tap(output: &str) -> Totals {
    let number = |name: &str| -> u64 {
        output
            .lines()
            .filter_map(|line| {
                line.strip_prefix("# ")?
                    .strip_prefix(name)?
                    .trim()
                    .parse()
                    .ok()
            })
            .next_back()
            .unwrap_or_default()
    };
    Totals {
        passed: number("pass "),
        failed: number("fail ") + number("cancelled "),
        skipped: number("skipped "),
    }
}

#[cfg(test)]
mod tests_of_counting {
    use super::*;

    #[test]
    fn the_last_line_of_pytest_is_read() {
        let expected = Totals {
            passed: 27,
            failed: 3,
            skipped: 1,
        };
        let output = "F..\n2 failed, 27 passed, 1 skipped, 1 error in 5.14s\n";
        assert_eq!(read_pytest(output), expected);
        assert_eq!(read_pytest("29 passed in 5.14s\n").passed, 29);
        assert_eq!(read_pytest("no tests ran in 0.01s\n"), Totals::default());
    }

    #[test]
    fn the_last_lines_of_nodes_tests_are_read() {
        let output = "ok 1 - passes\n# tests 3\n# pass 1\n# fail 1\n# cancelled 1\n# skipped 0\n";
        let expected = Totals {
            passed: 1,
            failed: 2,
            skipped: 0,
        };
        assert_eq!(read_tap(output), expected);
    }
}
