//! Checks of the code as it stands: formatting, lints, documentation.

use std::process::Command;

use crate::{command::cargo, server};

/// Every check with its name; each counts as one.
pub(crate) fn all() -> [(&'static str, Command); 5] {
    [
        ("fmt", fmt()),
        ("clippy", clippy()),
        ("clippy for the browser", clippy_wasm()),
        ("clippy for the site builder", clippy_site()),
        ("documentation", documentation()),
    ]
}

pub(crate) fn fmt() -> Command {
    cargo(["fmt", "--all", "--check"])
}

/// With the bench: among the others it asks for no feature that they do not ask for, so that nothing
/// but itself is compiled for it. The site builder does.
pub(crate) fn clippy() -> Command {
    let mut clippy = cargo(["clippy", "--workspace", "--exclude", "site"]);
    clippy.args(["--all-targets", "--keep-going"]);
    clippy.args(server::FEATURES).args(["--", "-D", "warnings"]);
    clippy
}

pub(crate) fn clippy_wasm() -> Command {
    let target = "wasm32-unknown-unknown";
    cargo([
        "clippy",
        "--package",
        "hydrate-employee",
        "--package",
        "hydrate-staff",
        "--package",
        "hydrate-work",
        "--target",
        target,
        "--",
        "-D",
        "warnings",
    ])
}

fn clippy_site() -> Command {
    cargo([
        "clippy",
        "--package",
        "site",
        "--all-targets",
        "--",
        "-D",
        "warnings",
    ])
}

fn documentation() -> Command {
    let mut doc = cargo([
        "doc",
        "--no-deps",
        "--document-private-items",
        "--keep-going",
    ]);
    doc.args(server::FEATURES)
        .env("RUSTDOCFLAGS", "-D warnings");
    doc
}
