//! `cargo xtask demo`: from a fresh clone to a portal one can click through.

use std::os::unix::process::CommandExt as _;
use std::process::{Command, Stdio};

use anyhow::{Context as _, Result};

use crate::{cli::DemoOptions, server, setup, site};

/// Builds everything and becomes the demo, so that signals and the exit code are its own.
pub(crate) fn run(options: &DemoOptions) -> Result<()> {
    setup::rust::set_up()?;
    build()?;
    let error = command(options).exec();
    Err(error).context("cannot start the demo")
}

/// Builds site and server.
pub(crate) fn build() -> Result<()> {
    site::build()?;
    server::build()
}

/// The demo with the options of the command line.
pub(crate) fn command(options: &DemoOptions) -> Command {
    let mut demo = server::demo();
    demo.stdin(Stdio::inherit());
    if let Ok(folder) = std::env::current_dir() {
        // A relative data folder is relative to where the command was typed.
        demo.current_dir(folder);
    }
    if let Some(port) = options.port {
        demo.args(["--port", &port.to_string()]);
    }
    if let Some(folder) = &options.data_dir {
        demo.arg("--data-dir").arg(folder);
    }
    demo
}
