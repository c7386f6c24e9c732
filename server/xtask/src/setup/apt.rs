//! Packages of a Debian-like system.

use anyhow::{Context as _, Result, bail};

use crate::command;

/// Installs packages, as root or through sudo; says what to install by hand where that fails.
pub(crate) fn install(packages: &[&str]) -> Result<()> {
    if !can_install() {
        bail!(
            "not root, and no sudo here, or no apt-get; {}",
            by_hand(packages)
        );
    }
    let prefix: &[&str] = if is_root() { &[] } else { &["sudo"] };
    apt_get(prefix, &["update", "--quiet"])
        .and_then(|()| {
            let options = ["install", "--quiet", "--yes", "--no-install-recommends"];
            apt_get(prefix, &[options.as_slice(), packages].concat())
        })
        .with_context(|| by_hand(packages))
}

/// Whether this system has apt, and we may use it.
pub(crate) fn can_install() -> bool {
    command::exists("apt-get") && (is_root() || command::exists("sudo"))
}

/// What people can do themselves.
pub(crate) fn by_hand(packages: &[&str]) -> String {
    let packages = packages.join(" ");
    format!("install by hand, as root: apt-get install {packages}, or what corresponds to it")
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

/// Whether we are root.
pub(crate) fn is_root() -> bool {
    command::capture(command::program("id").arg("-u")).is_ok_and(|id| id.trim() == "0")
}
