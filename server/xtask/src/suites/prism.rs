//! The Okta client against the sandbox, every exchange checked by Okta's official spec.
//!
//! Prism stands between the two as a proxy and answers with an error whatever the spec forbids.

use std::fs::{self, File};
use std::net::TcpStream;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::thread;
use std::time::{Duration, Instant};

use anyhow::{Context as _, Result, bail};

use super::tests;
use crate::{
    command::{self, cargo, program},
    contract,
    process::{PATIENCE, Process},
    server::{self, Demo, free_port},
    setup, stamp,
    step::step,
    totals::Totals,
    workspace,
};

const PAUSE: Duration = Duration::from_millis(200);

/// Runs the client's tests through Prism. They are skipped without the contract data.
pub(crate) fn run() -> Result<Totals> {
    let Some(contract) = contract::folder() else {
        // Without being asked for they only count themselves.
        return tests::run(&mut test(), "prism");
    };
    let spec = prepare_spec(&contract)?;
    let folder = workspace::target().join("xtask/prism");
    fs::create_dir_all(&folder)?;
    let demo = Demo::start(&folder)?;
    let port = free_port()?;
    let prism = start_prism(&spec, port, demo.announced("okta")?, &folder)?;
    let mut test = test();
    test.args(["--", "--ignored"])
        .env(tests::PRISM, format!("http://127.0.0.1:{port}"))
        .env("LATCHKEY_PRISM_TOKEN", demo.announced("okta_token")?);
    let totals = tests::run(&mut test, "prism")?;
    drop(prism);
    demo.stop()?;
    Ok(totals)
}

/// The test program of that name. Choosing its package instead would build its dependencies anew,
/// for want of the features other packages ask of them.
fn test() -> Command {
    let mut test = cargo(["test", "--no-fail-fast", "--test", "prism"]);
    test.args(server::FEATURES);
    test
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
        let mut prism = Process::new(child)?;
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
