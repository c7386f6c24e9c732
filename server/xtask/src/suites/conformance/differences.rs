//! Where sandbox and spec may differ: the reviewed list, and what was seen.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde::Deserialize;

use crate::{totals::Totals, workspace};

const LIST: &str = "end2end/conformance/differences.toml";

/// Who compares with the spec.
#[derive(Clone, Copy, Debug, Deserialize, PartialEq, Eq)]
#[serde(rename_all = "snake_case")]
pub(super) enum Judge {
    /// Of what clients and sandbox say to each other.
    Prism,
    /// Of the sandbox's answers to requests made from the spec.
    Schemathesis,
}

/// One difference that was seen.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Seen {
    /// Method and path as the spec has them.
    pub(super) operation: String,
    /// What is different there.
    pub(super) what: String,
}

/// The list of differences that people have looked at.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Reviewed {
    difference: Vec<Entry>,
}

/// One line of it.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    operation: String,
    what: String,
    seen_by: Vec<Judge>,
    /// Why the sandbox is right all the same.
    why: String,
    /// The recording, or the page of Okta's documentation, that says so.
    evidence: String,
}

impl Reviewed {
    /// Reads the list, and looks up the recordings that it names.
    pub(super) fn read(contract: &Path) -> Result<Self> {
        let text = fs::read_to_string(workspace::path(LIST)).context(LIST)?;
        let list = Self::parse(&text).context(LIST)?;
        let recordings = fs::read_to_string(contract.join("okta-recordings.jsonl"))?;
        list.check_evidence(&recordings).context(LIST)?;
        Ok(list)
    }

    fn parse(text: &str) -> Result<Self> {
        let list: Self = toml::from_str(text)?;
        for entry in &list.difference {
            let empty = [&entry.why, &entry.evidence]
                .iter()
                .any(|text| text.trim().is_empty());
            if empty || entry.seen_by.is_empty() {
                bail!("{} {} gives no reason", entry.operation, entry.what);
            }
        }
        Ok(list)
    }

    fn check_evidence(&self, recordings: &str) -> Result<()> {
        let recordings: Vec<Recording> = recordings
            .lines()
            .map(serde_json::from_str)
            .collect::<Result<_, _>>()?;
        for Entry { evidence, .. } in &self.difference {
            if let Some(named) = Recording::named_in(evidence)
                && !recordings.contains(&named)
            {
                bail!("there is no {evidence}");
            }
        }
        Ok(())
    }

    /// Compares what a judge saw with the list, in both directions: whatever is in only one of the two is told, and
    /// counts as failed.
    pub(super) fn compare(&self, judge: Judge, seen: &BTreeSet<Seen>) -> Totals {
        let listed: BTreeSet<Seen> = self
            .difference
            .iter()
            .filter(|entry| entry.seen_by.contains(&judge))
            .map(|entry| Seen {
                operation: entry.operation.clone(),
                what: entry.what.clone(),
            })
            .collect();
        for Seen { operation, what } in seen.difference(&listed) {
            println!("  not in {LIST}: {operation}: {what}");
        }
        for Seen { operation, what } in listed.difference(seen) {
            println!("  in {LIST}, and no longer so for {judge:?}: {operation}: {what}");
        }
        Totals {
            passed: number(listed.intersection(seen).count()),
            failed: number(listed.symmetric_difference(seen).count()),
            skipped: 0,
        }
    }
}

/// One step of a recorded session.
#[derive(Deserialize, PartialEq, Eq)]
struct Recording {
    cassette: String,
    step: u64,
}

impl Recording {
    /// From `recording TestGroups.test_list step 1`, with anything around it.
    fn named_in(evidence: &str) -> Option<Self> {
        let (_, name) = evidence.split_once("recording ")?;
        let mut words = name.split_whitespace();
        let cassette = words.next()?.to_owned();
        let step = words.nth(1)?.parse().ok()?;
        Some(Self { cassette, step })
    }
}

fn number(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ENTRY: &str = r#"
[[difference]]
operation = "GET /users"
what = "status 400"
seen_by = ["prism"]
why = "a filter that cannot be read"
evidence = "error catalogue, E0000031"
"#;

    fn seen(what: &str) -> Seen {
        Seen {
            operation: "GET /users".to_owned(),
            what: what.to_owned(),
        }
    }

    #[test]
    fn what_is_seen_and_listed_passes_and_anything_else_fails() {
        let list = Reviewed::parse(ENTRY).unwrap();
        let both = BTreeSet::from([seen("status 400")]);
        assert_eq!(list.compare(Judge::Prism, &both), Totals::PASSED);
        let more = BTreeSet::from([seen("status 400"), seen("status 418")]);
        let expected = Totals::PASSED + Totals::FAILED;
        assert_eq!(list.compare(Judge::Prism, &more), expected);
        assert_eq!(list.compare(Judge::Prism, &BTreeSet::new()), Totals::FAILED);
        assert_eq!(list.compare(Judge::Schemathesis, &both), Totals::FAILED);
    }

    #[test]
    fn a_recording_that_is_not_there_is_no_evidence() {
        let named = ENTRY.replace("error catalogue, E0000031", "recording Users.list step 2");
        let list = Reviewed::parse(&named).unwrap();
        let recorded = r#"{"cassette":"Users.list","step":2,"status":400}"#;
        list.check_evidence(recorded).unwrap();
        let other = recorded.replace("2,", "3,");
        assert!(list.check_evidence(&other).is_err());
    }

    #[test]
    fn an_entry_without_a_reason_is_refused() {
        let empty = ENTRY.replace("error catalogue, E0000031", " ");
        assert!(Reviewed::parse(&empty).is_err());
        assert!(Reviewed::parse(&ENTRY.replace("why", "because")).is_err());
    }
}
