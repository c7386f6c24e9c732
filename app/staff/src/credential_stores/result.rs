use crate::connections::sentence;
use latchkey_administration::credential_stores::StoreTest;
use latchkey_credential_stores::{Check, CheckLine, CheckResult};
use latchkey_ui::{Badge, Tone};
use leptos::prelude::*;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// The field of the form's state in which a test waits for its page.
const FIELD: &str = "test";

/// A test as the page shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct TestShown {
    lines: Vec<Line>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Line {
    check: String,
    /// `None` when it was skipped.
    passed: Option<bool>,
    text: String,
}

impl TestShown {
    /// A test's lines in words.
    pub(super) fn of(test: &StoreTest) -> Self {
        let lines = match test {
            StoreTest::Lines(lines) => lines.iter().map(Line::of).collect(),
            StoreTest::NoConnection => vec![Line::alone("Choose a connection to test it.")],
            StoreTest::Unusable => vec![Line::alone(
                "The connection has no secret yet, or one that cannot be used.",
            )],
            StoreTest::Faults(_) | StoreTest::Changed => {
                vec![Line::alone("The connection changed meanwhile; test again.")]
            }
        };
        Self { lines }
    }

    pub(super) fn into_values(self) -> BTreeMap<String, String> {
        let text = serde_json::to_string(&self).unwrap_or_default();
        BTreeMap::from([(FIELD.to_owned(), text)])
    }

    /// The test that the form's state carries; `None` when there was none.
    pub(super) fn from_values(values: &BTreeMap<String, String>) -> Option<Self> {
        serde_json::from_str(values.get(FIELD)?).ok()
    }
}

impl Line {
    fn alone(text: &str) -> Self {
        Self {
            check: "Connection".to_owned(),
            passed: Some(false),
            text: text.to_owned(),
        }
    }

    fn of(line: &CheckLine) -> Self {
        let (passed, text) = match &line.result {
            CheckResult::Skipped => (None, String::new()),
            CheckResult::Passed {
                milliseconds,
                headroom,
            } => {
                let time = milliseconds.map(|milliseconds| format!("{milliseconds} ms"));
                let left = headroom
                    .map(|(left, limit)| format!("{left} of {limit} calls left this minute"));
                let parts: Vec<_> = [time, left].into_iter().flatten().collect();
                (Some(true), parts.join(", "))
            }
            CheckResult::Failed(failure) => {
                let words = failure
                    .words
                    .as_deref()
                    .map(|words| format!(" Okta says: “{words}”"));
                let id = failure
                    .request_id
                    .as_deref()
                    .map(|id| format!(" (request {id})"));
                let advice = sentence(&failure.advice.to_string());
                let text = format!(
                    "{}.{}{} {advice}",
                    failure.code,
                    words.unwrap_or_default(),
                    id.unwrap_or_default()
                );
                (Some(false), text)
            }
        };
        Self {
            check: name(line.check).to_owned(),
            passed,
            text,
        }
    }
}

fn name(check: Check) -> &'static str {
    match check {
        Check::Reachability => "Reachability",
        Check::Authentication => "Authentication",
        Check::Scopes => "Rights",
        Check::ReadUser => "Read a user",
        Check::LockState => "Lock state",
        Check::RateHeadroom => "Rate headroom",
    }
}

/// What a test came to, line by line.
#[component]
pub(super) fn TestLines(test: TestShown) -> impl IntoView {
    let lines = test.lines.into_iter().map(|line| {
        let (tone, word) = match line.passed {
            Some(true) => (Tone::Good, "Passed"),
            Some(false) => (Tone::Bad, "Failed"),
            None => (Tone::Plain, "Skipped"),
        };
        view! {
            <li><strong>{line.check}</strong><span>{line.text}</span><Badge tone text=word/></li>
        }
    });
    let lines = lines.collect_view();
    view! {
        <section aria-labelledby="test-title">
            <h2 id="test-title">"What the test found"</h2>
            <ol class="check-lines">{lines}</ol>
        </section>
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_test_comes_to_its_page_as_it_was() {
        let shown = TestShown::of(&StoreTest::Lines(vec![
            CheckLine {
                check: Check::Reachability,
                result: CheckResult::Passed {
                    milliseconds: Some(12),
                    headroom: None,
                },
            },
            CheckLine {
                check: Check::Scopes,
                result: CheckResult::Skipped,
            },
        ]));
        assert_eq!(
            TestShown::from_values(&shown.clone().into_values()),
            Some(shown.clone())
        );
        assert_eq!(shown.lines[0].text, "12 ms");
        assert_eq!(shown.lines[1].passed, None);
    }
}
