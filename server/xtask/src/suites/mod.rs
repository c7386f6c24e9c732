//! What `cargo xtask test` and `cargo xtask torture` run, and how each suite's results are counted.

pub(crate) mod browser;
pub(crate) mod code;
pub(crate) mod conformance;
pub(crate) mod kills;
mod test_output;
pub(crate) mod tests;

use std::path::PathBuf;

use crate::workspace;

/// Where a suite leaves its full output.
fn log(name: &str) -> PathBuf {
    workspace::target()
        .join("xtask/logs")
        .join(name.replace(' ', "-"))
        .with_extension("log")
}
