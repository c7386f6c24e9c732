//! The packages of the end-to-end tests.

use anyhow::{Context as _, Result, bail};

use crate::{command, stamp, step::step, workspace};

const OLDEST_NODE: u32 = 20;

/// Packages as `end2end/package-lock.json` names them, installed again only when that changes.
pub(crate) fn set_up() -> Result<()> {
    check_node()?;
    let inputs = [
        workspace::path("end2end/package.json"),
        workspace::path("end2end/package-lock.json"),
    ];
    let modules = workspace::path("end2end/node_modules");
    stamp::once("node", &inputs, &modules, || {
        step("install the packages of end2end", || {
            let mut npm = command::program("npm");
            npm.arg("ci").current_dir(workspace::path("end2end"));
            command::run(&mut npm).context("mend by hand: cd end2end && npm ci")
        })
    })
}

fn check_node() -> Result<()> {
    let version = command::capture(command::program("node").arg("--version"))
        .context("the end-to-end tests need Node.js 20 or newer; install it from nodejs.org")?;
    match major(&version) {
        Some(major) if major >= OLDEST_NODE => Ok(()),
        _ => bail!(
            "the end-to-end tests need Node.js {OLDEST_NODE} or newer, not {}",
            version.trim()
        ),
    }
}

/// `v20.20.2` gives 20.
fn major(version: &str) -> Option<u32> {
    version
        .trim()
        .strip_prefix('v')?
        .split('.')
        .next()?
        .parse()
        .ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_major_version_is_read_from_what_node_prints() {
        assert_eq!(major("v20.20.2\n"), Some(20));
        assert_eq!(major("20"), None);
    }
}
