//! The portal with its sandbox, built and run as people and tests use it.

use std::fs::{self, File};
use std::io::{BufRead as _, BufReader};
use std::net::TcpListener;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::mpsc;
use std::thread;

use anyhow::{Context as _, Result, anyhow, bail};
use serde_json::Value;

use crate::{
    command::{self, cargo, program},
    process::{PATIENCE, Process},
    step::step,
    workspace,
};

/// Which packages and features the server is built with, everywhere: another set would rebuild the
/// dependencies they share.
pub(crate) const FEATURES: [&str; 2] = ["--features", "latchkey/demo"];

/// Builds the server with its demo.
pub(crate) fn build() -> Result<()> {
    step("server", || command::run(cargo(["build"]).args(FEATURES)))
}

/// `latchkey demo`, not yet started.
pub(crate) fn demo() -> Command {
    let mut demo = program(binary());
    demo.arg("demo");
    demo
}

/// The server as `build` leaves it.
pub(crate) fn binary() -> PathBuf {
    workspace::target().join("debug/latchkey")
}

/// A demo that runs on free ports of its own, in a fresh folder.
pub(crate) struct Demo {
    process: Process,
    addresses: Value,
    log: PathBuf,
}

impl Demo {
    /// Starts a demo and waits until it says where it is. Its log goes below `folder`.
    pub(crate) fn start(folder: &Path) -> Result<Self> {
        let data = folder.join("data");
        if data.exists() {
            fs::remove_dir_all(&data)?;
        }
        fs::create_dir_all(&data)?;
        let log = folder.join("portal.log");
        let mut child = demo()
            .args(["--port", "0", "--announce", "json", "--data-dir"])
            .arg(&data)
            .stdout(Stdio::piped())
            .stderr(File::create(&log)?)
            .spawn()
            .with_context(|| format!("cannot start {}", binary().display()))?;
        let stdout = child.stdout.take();
        let process = Process::new(child)?;
        let stdout = stdout.context("the demo has no output")?;
        let addresses = announced(stdout)
            .with_context(|| format!("the demo did not start; its log: {}", log.display()))?;
        Ok(Self {
            process,
            addresses,
            log,
        })
    }

    /// What the demo announced under a name: `okta` is the address of the simulated org.
    pub(crate) fn announced(&self, name: &str) -> Result<&str> {
        self.addresses[name]
            .as_str()
            .with_context(|| format!("the demo's start line has no {name:?}"))
    }

    /// Stops the demo; fails when it does not end cleanly or anything in it panicked.
    pub(crate) fn stop(mut self) -> Result<()> {
        let status = self.process.stop()?;
        if !status.success() {
            bail!(
                "the demo ended with {status}; its log: {}",
                self.log.display()
            );
        }
        if fs::read_to_string(&self.log)?.contains("panicked") {
            bail!("something panicked in the demo: {}", self.log.display());
        }
        Ok(())
    }
}

/// Reads output up to the start line; the rest is drained, so that the program never blocks.
fn announced(output: impl std::io::Read + Send + 'static) -> Result<Value> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(output).lines().map_while(Result::ok) {
            if let Ok(addresses @ Value::Object(_)) = serde_json::from_str(&line) {
                // Nobody listens after the first.
                let _ = sender.send(addresses);
            }
        }
    });
    receiver
        .recv_timeout(PATIENCE)
        .map_err(|_| anyhow!("no start line"))
}

/// A loopback port that was free a moment ago.
pub(crate) fn free_port() -> Result<u16> {
    Ok(TcpListener::bind("127.0.0.1:0")?.local_addr()?.port())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_start_line_is_found_among_others() {
        let output = "latchkey 0.1.0\n{\"okta\":\"http://127.0.0.1:9\"}\nready\n".as_bytes();
        assert_eq!(announced(output).unwrap()["okta"], "http://127.0.0.1:9");
    }

    #[test]
    fn a_program_that_ends_without_a_start_line_is_an_error() {
        assert!(announced("no such option\n".as_bytes()).is_err());
    }
}
