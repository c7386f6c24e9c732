//! Packages of a Debian-like system.

use anyhow::{Context as _, Result, bail};

use crate::command;

/// Installs packages, as root or through sudo; says what to install by hand where that fails.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    let by_hand = format!(
        "install by hand, as root: apt-get install {}",
        packages.join(" ")
    );
    if !command::exists("apt-get") {
        bail!(
            "this system has no apt-get; install what corresponds to: {}",
            packages.join(", ")
        );
    }
    let prefix: &[&str] = if is_root() {
        &[]
    } else if command::exists("sudo") {
        &["sudo"]
    } else {
        bail!("not root, and no sudo here; {by_hand}");
    };
    apt_get(prefix, &["update", "--quiet"])
        .and_then(|()| {
            let options = ["install", "--quiet", "--yes", "--no-install-recommends"];
            apt_get(prefix, &[options.as_slice(), packages].concat())
        })
        .context(by_hand)
}

fn apt_get(prefix: &[&str], arguments: &[&str]) -> Result<()> {
    let words = [
        prefix,
        &["env", "DEBIAN_FRONTEND=noninteractive", "apt-get"],
        arguments,
    ]
    .concat();
    command::run(command::program(words[0]).args(&words[1..]))
}

fn is_root() -> bool {
    command::capture(command::program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
