//! The Okta client against the sandbox, every exchange checked by Okta's official spec.
//!
//! Prism stands between the two as a proxy and answers with an error whatever the spec forbids.

use std::fs::{self, File};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::tests;
use crate::{
    command::{self, cargo, program},
    contract,
    server::{Demo, PATIENCE, Process, free_port},
    setup, stamp,
    step::step,
    totals::Totals,
    workspace,
};

const PAUSE: Duration = Duration::from_millis(200);

/// Runs the client's tests through Prism. Skipped without the contract data.
pub(crate) fn run() -> Result<Totals> {
    let Some(contract) = contract::folder() else {
        return Ok(Totals::SKIPPED);
    };
    let spec = prepare_spec(&contract)?;
    let folder = workspace::target().join("xtask/prism");
    fs::create_dir_all(&folder)?;
    let demo = Demo::start(&folder)?;
    let port = free_port()?;
    let prism = start_prism(&spec, port, demo.announced("okta")?, &folder)?;
    let mut test = cargo([
        "test",
        "--no-fail-fast",
        "--package",
        "latchkey-okta",
        "--test",
        "prism",
    ]);
    test.args(["--", "--include-ignored", tests::THROUGH_PRISM])
        .env("LATCHKEY_PRISM_URL", format!("http://127.0.0.1:{port}"))
        .env("LATCHKEY_PRISM_TOKEN", demo.announced("okta_token")?)
        .env(contract::VARIABLE, &contract);
    let totals = tests::run(&mut test, "prism")?;
    drop(prism);
    demo.stop()?;
    Ok(totals)
}

/// Okta's spec in the form strict readers accept, made once for each version of it.
fn prepare_spec(contract: &Path) -> Result<PathBuf> {
    let spec = workspace::target().join("tools/okta-management.json");
    let source = contract.join("okta-management.yaml");
    let script = contract.join("prepare-spec.py");
    stamp::once(
        "okta-spec",
        &[source.clone(), script.clone()],
        &spec,
        || {
            let python = setup::python::set_up()?;
            step("prepare Okta's spec", || {
                command::run(program(python).arg(&script).arg(&source).arg(&spec))
            })
        },
    )?;
    Ok(spec)
}

fn start_prism(spec: &Path, port: u16, upstream: &str, folder: &Path) -> Result<Process> {
    let log = folder.join("prism.log");
    step("start Prism", || {
        let child = program(workspace::path("end2end/node_modules/.bin/prism"))
            .args(["proxy", "--host", "127.0.0.1", "--port", &port.to_string()])
            .args(["--validate-request", "--errors"])
            .arg(spec)
            .arg(upstream)
            // The spec is large; without this Node runs out of memory on small machines.
            .env("NODE_OPTIONS", "--max-old-space-size=3000")
            .env("SCARF_ANALYTICS", "false")
            .stdout(File::create(&log)?)
            .stderr(File::create(folder.join("prism-errors.log"))?)
            .spawn()
            .context("cannot start Prism; mend by hand: cd end2end && npm ci")?;
        let mut prism = Process::new(child);
        wait_until_listening(&mut prism, port)
            .with_context(|| format!("its log: {}", log.display()))?;
        Ok(prism)
    })
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
