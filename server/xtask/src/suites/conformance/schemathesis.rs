//! Schemathesis makes requests from Okta's spec, good and bad ones, and holds the answers against it.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::path::Path;

use anyhow::{Context as _, Result, bail};
use serde_json::Value;

use super::differences::{Judge, Reviewed, Seen};
use super::subject::Subject;
use crate::{command, step::suite, suites::log, totals::Totals, workspace};

/// What stands for a success that was never seen.
const NO_SUCCESS: &str = "no success";

/// Runs it on a sandbox of its own. Each operation counts as one, and so does each reviewed difference.
pub(super) fn run(contract: &Path) -> Result<Totals> {
    let subject = Subject::start("schemathesis", contract)?;
    let totals = suite("schemathesis", || {
        let report = subject.folder().join("report.ndjson");
        attack(&subject, &report)?;
        let read = Report::read(&report)?;
        println!(
            "  {} requests, {} operations",
            read.requests,
            read.operations.len()
        );
        let seen = read.differences();
        let odd = seen
            .iter()
            .map(|seen| &seen.operation)
            .collect::<BTreeSet<_>>();
        let well = read.operations.len().saturating_sub(odd.len());
        let well = Totals {
            passed: u64::try_from(well)?,
            ..Totals::default()
        };
        Ok(well + Reviewed::read(contract)?.compare(Judge::Schemathesis, &seen))
    })?;
    subject.stop()?;
    Ok(totals)
}

/// Makes the requests. It fails as soon as anything differs; what differs is in the report.
fn attack(subject: &Subject, report: &Path) -> Result<()> {
    if report.exists() {
        fs::remove_file(report)?;
    }
    let okta = subject.okta()?;
    let folder = workspace::path("end2end/conformance/schemathesis");
    let mut schemathesis = subject.program(&subject.python("schemathesis"), okta)?;
    schemathesis
        .arg("--config-file")
        .arg(folder.join("schemathesis.toml"))
        .arg("run")
        .arg(subject.spec())
        .args(["--no-color", "--url", okta, "--header"])
        .arg(format!("Authorization: SSWS {}", subject.token()?))
        .args(["--report", "ndjson", "--report-ndjson-path"])
        .arg(report)
        .env("SCHEMATHESIS_HOOKS", folder.join("hooks.py"))
        // It leaves files where it runs.
        .current_dir(subject.folder());
    let log = log("schemathesis");
    command::run_into(&mut schemathesis, &log)?;
    let told = fs::read_to_string(&log)?;
    if !report.exists() || told.contains("Errors:") {
        bail!(
            "schemathesis did not come to its end; its log: {}",
            log.display()
        );
    }
    Ok(())
}

/// What was answered, by operation.
#[derive(Default)]
struct Report {
    requests: usize,
    operations: BTreeMap<String, Operation>,
}

#[derive(Default)]
struct Operation {
    succeeded: bool,
    complaints: BTreeSet<String>,
}

impl Report {
    fn read(path: &Path) -> Result<Self> {
        let mut report = Self::default();
        for line in BufReader::new(File::open(path)?).lines() {
            let event: Value = serde_json::from_str(&line?).context("an odd line in the report")?;
            if let Some(scenario) = event.get("ScenarioFinished") {
                report.add(&scenario["recorder"]);
            }
        }
        if report.requests == 0 {
            bail!("schemathesis made no request");
        }
        Ok(report)
    }

    fn add(&mut self, recorder: &Value) {
        let Some(label) = recorder["label"].as_str() else {
            return;
        };
        let operation = self.operations.entry(label.to_owned()).or_default();
        for exchange in values(&recorder["interactions"]) {
            self.requests += 1;
            let status = exchange["response"]["status_code"].as_u64();
            operation.succeeded |= status.is_some_and(|status| (200..300).contains(&status));
        }
        let checks = values(&recorder["checks"]).filter_map(Value::as_array);
        for check in checks.flatten() {
            let failure = &check["failure_info"]["failure"];
            if !failure.is_null() {
                operation.complaints.insert(complaint(check, failure));
            }
        }
    }

    fn differences(&self) -> BTreeSet<Seen> {
        let all = self.operations.iter().flat_map(|(name, operation)| {
            let unseen = (!operation.succeeded).then(|| NO_SUCCESS.to_owned());
            let whats = operation.complaints.iter().cloned().chain(unseen);
            whats.map(|what| Seen {
                operation: name.clone(),
                what,
            })
        });
        all.collect()
    }
}

fn values(object: &Value) -> impl Iterator<Item = &Value> {
    object
        .as_object()
        .into_iter()
        .flat_map(|object| object.values())
}

/// What a failed check says, without what differs from run to run.
fn complaint(check: &Value, failure: &Value) -> String {
    let message = failure["message"].as_str().unwrap_or_default();
    let after = |words: &str| {
        let line = message.lines().find_map(|line| line.strip_prefix(words));
        line.map(|rest| rest.trim_end_matches(':').to_owned())
    };
    if let Some(status) = after("Received: ") {
        return format!("status {status}");
    }
    if let Some(place) = after("Schema at ") {
        return format!("body against {place}");
    }
    let name = check["name"].as_str().unwrap_or_default();
    format!("{name}: {}", message.lines().next().unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn recorder(status: u16, check: &str, message: &str) -> Value {
        json!({
            "label": "GET /users",
            "interactions": { "a": { "response": { "status_code": status } } },
            "checks": { "a": [
                { "name": "not_a_server_error", "status": "success" },
                { "name": check, "failure_info": { "failure": { "message": message } } },
            ]},
        })
    }

    fn whats(report: &Report) -> Vec<String> {
        report
            .differences()
            .into_iter()
            .map(|seen| seen.what)
            .collect()
    }

    #[test]
    fn complaints_are_told_without_what_changes() {
        let mut report = Report::default();
        report.add(&recorder(400, "status", "Received: 400\nDocumented: 200"));
        assert_eq!(whats(&report), ["no success", "status 400"]);
        let body = "[] is not of type\n\nSchema at /components/schemas/User:\n";
        report.add(&recorder(200, "response_schema", body));
        report.add(&recorder(500, "not_a_server_error", "Server error"));
        assert_eq!(
            whats(&report),
            [
                "body against /components/schemas/User",
                "not_a_server_error: Server error",
                "status 400",
            ]
        );
        assert_eq!(report.requests, 3);
    }

    #[test]
    fn an_operation_without_a_request_has_not_succeeded() {
        let mut report = Report::default();
        report.add(&json!({ "label": "GET /users" }));
        assert_eq!(whats(&report), ["no success"]);
    }
}
