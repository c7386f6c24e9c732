//! Which tests passed in this run, by the names their programs print.

use std::collections::{BTreeMap, BTreeSet};

use super::table::Test;

/// The tests that passed, and those that could not run here.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Ran {
    /// `module::name`, as cargo's test programs print it.
    passed: BTreeSet<String>,
    /// Tests left out because this variable had no value.
    lacking: BTreeMap<String, String>,
    /// File below `end2end` and title of each browser test.
    browser: BTreeSet<(String, String)>,
}

/// What became of a test in this run.
#[derive(Debug, PartialEq, Eq)]
pub(super) enum Outcome<'a> {
    Passed,
    /// It needs this variable, and nothing that needs it could run here.
    Lacks(&'a str),
    DidNotPass,
}

impl Ran {
    /// Tests that cargo ran and that passed.
    pub(crate) fn passed<'a>(&mut self, names: impl IntoIterator<Item = &'a str>) {
        self.passed.extend(names.into_iter().map(str::to_owned));
    }

    /// Tests that cargo left out, because `variable` had no value in the whole run.
    pub(crate) fn lacked<'a>(&mut self, variable: &str, names: impl IntoIterator<Item = &'a str>) {
        let names = names.into_iter();
        self.lacking
            .extend(names.map(|name| (name.to_owned(), variable.to_owned())));
    }

    /// A browser test that passed, by the file below `end2end` and its title.
    pub(crate) fn passed_in_browser(&mut self, file: &str, title: &str) {
        self.browser.insert((file.to_owned(), title.to_owned()));
    }

    /// What became of a test that a row names.
    pub(super) fn outcome(&self, test: &Test) -> Outcome<'_> {
        let passed = match test.file.strip_prefix("end2end/") {
            Some(file) => self.browser.contains(&(file.to_owned(), test.name.clone())),
            None => self.passed.iter().any(|printed| is(test, printed)),
        };
        if passed {
            return Outcome::Passed;
        }
        let lacking = self.lacking.iter().find(|(printed, _)| is(test, printed));
        lacking.map_or(Outcome::DidNotPass, |(_, variable)| {
            Outcome::Lacks(variable)
        })
    }

    /// As if every test of a row had passed.
    #[cfg(test)]
    pub(super) fn pretend(&mut self, row: &super::table::Row) {
        let super::table::Answer::Shown(tests) = &row.answer else {
            return;
        };
        for Test { file, name } in tests {
            if let Some(file) = file.strip_prefix("end2end/") {
                self.passed_in_browser(file, name);
            } else {
                let printed = [modules(file), vec![name]].concat().join("::");
                self.passed([printed.as_str()]);
            }
        }
    }
}

/// Whether a printed name is that of a test: the function's name, below the modules of its file. A test
/// that runs on each database is printed below the name of the database instead.
fn is(test: &Test, printed: &str) -> bool {
    let (within, name) = printed.rsplit_once("::").unwrap_or(("", printed));
    let within: Vec<_> = within.split("::").filter(|part| !part.is_empty()).collect();
    name == test.name
        && (within.starts_with(&modules(&test.file))
            || matches!(within[..], ["sqlite" | "postgres"]))
}

/// The modules a file of Rust stands for within its crate: `src/a/mod.rs` and `tests/program/a.rs` are `a`.
fn modules(file: &str) -> Vec<&str> {
    let mut parts: Vec<_> = file.trim_end_matches(".rs").split('/').collect();
    if matches!(parts.last(), Some(&("mod" | "lib" | "main"))) {
        parts.pop();
    }
    let root = parts
        .iter()
        .position(|part| matches!(*part, "src" | "tests"));
    // Below `tests` the first name is the program's.
    root.map_or_else(Vec::new, |root| {
        let program = usize::from(parts[root] == "tests");
        parts.into_iter().skip(root + 1 + program).collect()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn test(file: &str, name: &str) -> Test {
        Test {
            file: file.to_owned(),
            name: name.to_owned(),
        }
    }

    #[test]
    fn a_file_stands_for_its_modules() {
        for (file, expected) in [
            ("app/staff/src/sign_in/page.rs", vec!["sign_in", "page"]),
            ("app/staff/src/sign_in/mod.rs", vec!["sign_in"]),
            ("server/crates/okta/src/lib.rs", vec![]),
            ("server/tests/portal/edge/tls.rs", vec!["edge", "tls"]),
            ("server/tests/portal/main.rs", vec![]),
            ("server/tests/config.rs", vec![]),
            (
                "a/src/client/tests/pages.rs",
                vec!["client", "tests", "pages"],
            ),
        ] {
            assert_eq!(modules(file), expected, "{file}");
        }
    }

    #[test]
    fn a_test_is_known_by_its_name_below_the_modules_of_its_file() {
        let scope = test("server/crates/okta/src/scope.rs", "works");
        assert!(is(&scope, "scope::tests::works"));
        assert!(is(&scope, "scope::works"));
        assert!(!is(&scope, "id::tests::works"));
        assert!(!is(&scope, "works"));
        assert!(!is(&scope, "scope::tests::works_too"));
        assert!(is(
            &test("a/tests/contract/jobs.rs", "works"),
            "sqlite::works"
        ));
    }

    #[test]
    fn a_test_passed_or_lacked_something_or_did_not_pass() {
        let mut ran = Ran::default();
        ran.passed(["a::tests::one"]);
        ran.lacked("DATABASE", ["a::tests::one", "a::tests::two"]);
        ran.passed_in_browser("a.spec.ts", "it works");
        for (file, name, expected) in [
            ("x/src/a.rs", "one", Outcome::Passed),
            ("x/src/a.rs", "two", Outcome::Lacks("DATABASE")),
            ("x/src/a.rs", "three", Outcome::DidNotPass),
            ("end2end/a.spec.ts", "it works", Outcome::Passed),
            ("end2end/b.spec.ts", "it works", Outcome::DidNotPass),
        ] {
            assert_eq!(ran.outcome(&test(file, name)), expected, "{file} {name}");
        }
    }
}
