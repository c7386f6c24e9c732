//! `cargo xtask build`: the one file to deploy.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::{
    command::{self, cargo},
    setup, site,
    step::step,
    workspace,
};

const BYTES_IN_A_MEGABYTE: f64 = 1_000_000.0;

/// Builds the release binary with the site inside and says where it is.
pub(crate) fn run() -> Result<()> {
    let binary = release_binary()?;
    let size = fs::metadata(&binary)
        .with_context(|| binary.display().to_string())?
        .len();
    println!("{} ({:.1} MB)", binary.display(), megabytes(size));
    Ok(())
}

/// Builds the release binary and returns where it is.
pub(crate) fn release_binary() -> Result<PathBuf> {
    setup::rust::set_up()?;
    site::build()?;
    step("release binary", || {
        command::run(&mut cargo(["build", "--release", "--package", "latchkey"]))
    })?;
    Ok(workspace::target().join("release/latchkey"))
}

#[expect(clippy::cast_precision_loss, reason = "a file size for people to read")]
fn megabytes(bytes: u64) -> f64 {
    bytes as f64 / BYTES_IN_A_MEGABYTE
}
