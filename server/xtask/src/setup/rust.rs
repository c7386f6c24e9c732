//! Parts of the pinned Rust toolchain.

use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::{command, step::step};

const WASM: &str = "wasm32-unknown-unknown";

/// The standard library for browsers, and the tools that check the code. Rustup may have been told
/// not to install by itself what `rust-toolchain.toml` names.
pub(crate) fn set_up() -> Result<()> {
    let sysroot = sysroot()?;
    if !sysroot.join("lib/rustlib").join(WASM).is_dir() {
        step("install the Rust target wasm32-unknown-unknown", || {
            rustup(&["target", "add", WASM])
        })?;
    }
    for (tool, component) in [("cargo-clippy", "clippy"), ("rustfmt", "rustfmt")] {
        if !sysroot.join("bin").join(tool).is_file() {
            step(&format!("install the Rust component {component}"), || {
                rustup(&["component", "add", component])
            })?;
        }
    }
    Ok(())
}

fn sysroot() -> Result<PathBuf> {
    let rustc = command::capture(command::program("rustc").args(["--print", "sysroot"]))?;
    Ok(PathBuf::from(rustc.trim()))
}

fn rustup(arguments: &[&str]) -> Result<()> {
    command::run(command::program("rustup").args(arguments)).with_context(|| {
        format!(
            "mend by hand: rustup {}, for the toolchain that rust-toolchain.toml names",
            arguments.join(" ")
        )
    })
}
