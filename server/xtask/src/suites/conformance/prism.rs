//! Every client through Prism, which stands between it and the sandbox and compares what both say with Okta's spec.
//!
//! It passes everything on and writes into its log what the spec forbids. Clients make one call after another, so that
//! a line of the log belongs to the call before it.

use std::collections::BTreeSet;
use std::fs::{self, File};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::clients;
use super::differences::{Judge, Reviewed, Seen};
use super::operation::Paths;
use super::subject::Subject;
use crate::{
    command::program,
    process::{PATIENCE, Process},
    server::free_port,
    step::{step, suite},
    totals::Totals,
    workspace,
};

const PAUSE: Duration = Duration::from_millis(200);

/// Our client, Okta's clients for Python and Node.js, and in the end what Prism found.
pub(super) fn run(contract: &Path) -> Result<Totals> {
    let subject = Subject::start("prism", contract)?;
    let prism = Prism::start(&subject)?;
    let mut totals = clients::ours(&subject, &prism.url)?;
    totals += clients::python(&subject, &prism.url)?;
    totals += clients::node(&subject, &prism.url)?;
    let log = prism.stop()?;
    totals += suite("differences from the spec, by Prism", || {
        let seen = seen(&log, &Paths::of(&subject.spec())?);
        if seen.calls == 0 {
            bail!("no client came through Prism");
        }
        println!("  {} calls went through Prism", seen.calls);
        Ok(Reviewed::read(contract)?.compare(Judge::Prism, &seen.differences))
    })?;
    subject.stop()?;
    Ok(totals)
}

struct Prism {
    process: Process,
    url: String,
    log: PathBuf,
}

impl Prism {
    fn start(subject: &Subject) -> Result<Self> {
        let port = free_port()?;
        let log = subject.folder().join("prism.log");
        let okta = subject.okta()?;
        step("start Prism", || {
            let child = program(workspace::path("end2end/node_modules/.bin/prism"))
                .args(["proxy", "--host", "127.0.0.1", "--port", &port.to_string()])
                .arg("--validate-request")
                .arg(subject.spec())
                .arg(okta)
                // The spec is large; without this Node runs out of memory on small machines.
                .env("NODE_OPTIONS", "--max-old-space-size=3000")
                .env("SCARF_ANALYTICS", "false")
                .stdout(File::create(&log)?)
                .stderr(File::create(subject.folder().join("prism-errors.log"))?)
                .spawn()
                .context("cannot start Prism; mend by hand: cd end2end && npm ci")?;
            let mut process = Process::new(child)?;
            wait_until_listening(&mut process, port)
                .with_context(|| format!("its log: {}", log.display()))?;
            Ok(Self {
                process,
                url: format!("http://127.0.0.1:{port}"),
                log,
            })
        })
    }

    /// Stops it and gives its log.
    fn stop(mut self) -> Result<String> {
        self.process.stop()?;
        fs::read_to_string(&self.log).with_context(|| self.log.display().to_string())
    }
}

fn wait_until_listening(prism: &mut Process, port: u16) -> Result<()> {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        if let Some(status) = prism.ended()? {
            bail!("Prism ended with {status}");
        }
        if start.elapsed() > PATIENCE {
            bail!("Prism did not start within {} s", PATIENCE.as_secs());
        }
        thread::sleep(PAUSE);
    }
    Ok(())
}

#[derive(Default)]
struct Log {
    calls: usize,
    differences: BTreeSet<Seen>,
}

/// Reads the log.
fn seen(log: &str, paths: &Paths) -> Log {
    let mut found = Log::default();
    let mut operation = String::new();
    let mut status = "";
    for line in log.lines() {
        let call = line.split_once("[HTTP SERVER] ").map(|(_, call)| call);
        if let Some(call) = call.filter(|_| line.ends_with("Request received")) {
            let mut words = call.split_whitespace();
            let (method, path) = (words.next(), words.next());
            operation = paths.operation(method.unwrap_or_default(), path.unwrap_or_default());
            found.calls += 1;
        } else if let Some((_, answered)) = line.split_once(" has returned ") {
            status = answered;
        } else if let Some(what) = what(line, status) {
            found.differences.insert(Seen {
                operation: operation.clone(),
                what,
            });
        }
    }
    found
}

/// What a line complains about.
fn what(line: &str, status: &str) -> Option<String> {
    if let Some((_, why)) = line.split_once("Request terminated with error: ") {
        return Some(format!("not passed on: {why}"));
    }
    let (_, violation) = line.split_once("Violation: ")?;
    if violation.contains("Unable to match the returned status code") {
        return Some(format!("status {status}"));
    }
    let (place, complaint) = violation.split_once(' ').unwrap_or((violation, ""));
    // It names the place twice.
    let again = complaint.strip_prefix("Response body property ");
    let complaint = again
        .and_then(|complaint| complaint.split_once(' '))
        .map_or(complaint, |(_, complaint)| complaint);
    // Which item of a list it was says nothing.
    let place: Vec<&str> = place
        .split('.')
        .filter(|part| part.parse::<u64>().is_err())
        .collect();
    Some(format!("{}: {complaint}", place.join(".")))
}

#[cfg(test)]
mod tests_of_log {
    use super::*;

    const LOG: &str = "\
[1:00:00 AM] › [CLI] ▶  start     Prism is listening on http://127.0.0.1:1
[1:00:01 AM] › [HTTP SERVER] get /api/v1/users ℹ  info      Request received
[1:00:01 AM] ›     [PROXY] ℹ  info      The upstream call to /api/v1/users has returned 400
[1:00:01 AM] ›     [VALIDATOR] ⚠  warning   Violation: response Unable to match the returned status code with those defined in the document: 200,403
[1:00:02 AM] › [HTTP SERVER] get /api/v1/users ℹ  info      Request received
[1:00:02 AM] ›     [PROXY] ℹ  info      The upstream call to /api/v1/users has returned 200
[1:00:02 AM] ›     [VALIDATOR] ✖  error     Violation: response.body.3.profile.name Response body property 3.profile.name must be string
[1:00:03 AM] › [HTTP SERVER] put /elsewhere ℹ  info      Request received
[1:00:03 AM] › [HTTP SERVER] put /elsewhere ✖  error     Request terminated with error: #NO_PATH: no
";

    #[test]
    fn complaints_belong_to_the_call_before_them() {
        let folder = std::env::temp_dir().join(format!("latchkey-spec-{}", std::process::id()));
        fs::write(&folder, r#"{"paths":{"/api/v1/users":{}}}"#).unwrap();
        let log = seen(LOG, &Paths::of(&folder).unwrap());
        fs::remove_file(&folder).unwrap();
        let found: Vec<String> = log
            .differences
            .iter()
            .map(|seen| format!("{}: {}", seen.operation, seen.what))
            .collect();
        assert_eq!(
            found,
            [
                "GET /api/v1/users: response.body.profile.name: must be string",
                "GET /api/v1/users: status 400",
                "PUT /elsewhere: not passed on: #NO_PATH: no",
            ]
        );
        assert_eq!(log.calls, 3);
    }
}
