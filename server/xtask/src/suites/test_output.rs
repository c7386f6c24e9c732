//! What cargo's test programs print, read back.

use std::collections::BTreeMap;

use crate::totals::Totals;

/// Adds up the `test result:` lines. A run that failed with no failed test (it did not compile, or
/// a test binary died) counts as one failure.
pub(super) fn count(output: &str, succeeded: bool) -> Totals {
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

/// The tests that passed, each as often as a test program has one of that name.
pub(super) fn passed(output: &str) -> impl Iterator<Item = &str> {
    output.lines().filter_map(|line| {
        let name = line.strip_prefix("test ")?.strip_suffix(" ... ok")?;
        Some(name.strip_suffix(" - should panic").unwrap_or(name))
    })
}

/// The tests left out as `#[ignore = "needs VARIABLE"]`, below the variable they need. A name
/// stands there once for each test program that has it.
pub(super) fn needs(output: &str) -> BTreeMap<&str, Vec<&str>> {
    let mut needs = BTreeMap::<_, Vec<_>>::new();
    for line in output.lines() {
        if let Some((test, variable)) = line
            .strip_prefix("test ")
            .and_then(|line| line.split_once(" ... ignored, needs "))
        {
            needs.entry(variable).or_default().push(test);
        }
    }
    needs
}

/// The part of the output that tells what failed, and why.
pub(super) fn failures(output: &str) -> String {
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
mod tests {
    use super::*;

    const OUTPUT: &str = "\
running 5 tests
test a ... ok
test b ... FAILED
test c::d ... ignored, needs LATCHKEY_TEST_POSTGRES
test c::f - should panic ... ok
test e ... ignored, takes an hour

failures:

---- b stdout ----
left is not right

test result: FAILED. 2 passed; 1 failed; 2 ignored; 0 measured; 0 filtered out; finished in 0.00s

running 1 test
test result: ok. 4 passed; 0 failed; 0 ignored; 0 measured; 3 filtered out; finished in 0.01s
";

    #[test]
    fn result_lines_are_added_up() {
        let expected = Totals {
            passed: 6,
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

    #[test]
    fn only_tests_that_passed_are_named() {
        assert_eq!(passed(OUTPUT).collect::<Vec<_>>(), ["a", "c::f"]);
    }

    #[test]
    fn what_an_ignored_test_needs_is_read_from_its_reason() {
        let expected = BTreeMap::from([("LATCHKEY_TEST_POSTGRES", vec!["c::d"])]);
        assert_eq!(needs(OUTPUT), expected);
    }
}
