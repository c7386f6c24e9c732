//! A Python of our own, for Okta's spec and the outsiders that judge the sandbox by it.

use std::fs;
use std::path::PathBuf;

use anyhow::{Context as _, Result};

use crate::{command, stamp, step::step, workspace};

const REQUIREMENTS: &str = "server/xtask/requirements.txt";

/// Makes the environment when it is missing or its requirements changed; returns its interpreter.
pub(crate) fn set_up() -> Result<PathBuf> {
    let folder = workspace::target().join("tools/python");
    let interpreter = folder.join("bin/python");
    let requirements = workspace::path(REQUIREMENTS);
    stamp::once(
        "python",
        std::slice::from_ref(&requirements),
        &interpreter,
        || {
            step("install Python packages", || {
                if folder.exists() {
                    fs::remove_dir_all(&folder)?;
                }
                command::run(
                    command::program("python3")
                        .args(["-m", "venv"])
                        .arg(&folder),
                )
                .context(
                    "Python 3.11 with venv is needed; on Debian: apt-get install python3-venv",
                )?;
                command::run(
                    command::program(&interpreter)
                        .args(["-m", "pip", "install", "--quiet", "--requirement"])
                        .arg(&requirements),
                )
                .with_context(|| format!("mend by hand: pip install --requirement {REQUIREMENTS}"))
            })
        },
    )?;
    Ok(interpreter)
}
