//! The sandbox that is judged.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use anyhow::Result;

use super::spec;
use crate::{
    command::{self, program},
    server::Demo,
    setup,
    step::step,
    workspace,
};

/// A demo of its own, without limits that matter, and Okta's spec cut down to what it has.
pub(super) struct Subject {
    demo: Demo,
    folder: PathBuf,
    python: PathBuf,
}

impl Subject {
    /// Starts a demo whose files go below `target/xtask/NAME`.
    pub(super) fn start(name: &str, contract: &Path) -> Result<Self> {
        let python = setup::python::set_up()?;
        let whole = spec::prepare(contract, &python)?;
        let folder = workspace::target().join("xtask").join(name);
        fs::create_dir_all(&folder)?;
        let demo = Demo::start(&folder)?;
        let subject = Self {
            demo,
            folder,
            python,
        };
        step("cut Okta's spec down to what the sandbox has", || {
            let script = workspace::path("end2end/conformance/prepare.py");
            let mut prepare = subject.program(&subject.python, subject.okta()?)?;
            command::run(prepare.arg(script).arg(whole).arg(subject.spec()))
        })?;
        Ok(subject)
    }

    /// Where the org answers, without anything in between.
    pub(super) fn okta(&self) -> Result<&str> {
        self.demo.announced("okta")
    }

    /// The API token.
    pub(super) fn token(&self) -> Result<&str> {
        self.demo.announced("okta_token")
    }

    /// The sandbox's own pages.
    pub(super) fn pages(&self) -> Result<&str> {
        self.demo.announced("sandbox")
    }

    /// The spec of what the sandbox has.
    pub(super) fn spec(&self) -> PathBuf {
        self.folder.join("spec.json")
    }

    /// Where the files of this run go.
    pub(super) fn folder(&self) -> &Path {
        &self.folder
    }

    /// A program of the Python environment.
    pub(super) fn python(&self, name: &str) -> PathBuf {
        self.python.with_file_name(name)
    }

    /// A program that finds the org, at the address `org`, the way Okta's own clients do.
    pub(super) fn program(&self, path: &Path, org: &str) -> Result<Command> {
        let mut program = program(path);
        program
            .env("OKTA_CLIENT_ORGURL", org)
            .env("OKTA_CLIENT_TOKEN", self.token()?)
            .env("LATCHKEY_SANDBOX_URL", self.pages()?)
            .env("PYTHONDONTWRITEBYTECODE", "1");
        Ok(program)
    }

    /// Stops the demo; fails when anything in it went wrong.
    pub(super) fn stop(self) -> Result<()> {
        self.demo.stop()
    }
}
