//! The site: what browsers load besides the pages.

use std::path::{Path, PathBuf};

use anyhow::Result;

use crate::{
    command::{self, cargo},
    stamp,
    step::step,
    workspace,
};

/// A browser bundle and the crate it is built from.
struct Bundle {
    name: &'static str,
    package: &'static str,
}

const BUNDLES: [Bundle; 3] = [
    Bundle {
        name: "employee",
        package: "hydrate-employee",
    },
    Bundle {
        name: "staff",
        package: "hydrate-staff",
    },
    Bundle {
        name: "work",
        package: "hydrate-work",
    },
];

/// Target and profile of the bundles.
const TARGET: &str = "wasm32-unknown-unknown";
const PROFILE: &str = "wasm-release";

/// Builds bundles, style sheet and static files into `target/site`, unless they are up to date.
pub(crate) fn build() -> Result<()> {
    step("browser bundles", || build_bundles(&BUNDLES))?;
    let mut inputs: Vec<PathBuf> = BUNDLES.iter().map(wasm).collect();
    inputs.extend(["style", "public", "server/xtask/site/src", "Cargo.lock"].map(workspace::path));
    let folder = folder();
    stamp::once("site", &inputs, &folder.join("manifest.json"), || {
        step("site", || assemble(&BUNDLES, &folder))
    })
}

/// Builds a site around the bundle of another package, in the same way, into `folder`.
pub(crate) fn build_around(package: &'static str, folder: &Path) -> Result<()> {
    let bundle = Bundle {
        name: package,
        package,
    };
    step(&format!("bundle {package}"), || {
        // Together with the portal's own: alone it would want its dependencies with other features.
        build_bundles(BUNDLES.iter().chain([&bundle]))?;
        assemble(std::slice::from_ref(&bundle), folder)
    })
}

/// The folder the server reads or embeds; it names it, so no target directory moves it.
fn folder() -> PathBuf {
    workspace::path("target/site")
}

fn build_bundles<'a>(bundles: impl IntoIterator<Item = &'a Bundle>) -> Result<()> {
    let mut build = cargo(["build", "--target", TARGET, "--profile", PROFILE]);
    for bundle in bundles {
        build.args(["--package", bundle.package]);
    }
    build.env(
        "CARGO_TARGET_WASM32_UNKNOWN_UNKNOWN_RUSTFLAGS",
        remapped_paths(),
    );
    command::run(&mut build)
}

/// Panic messages name source files; what browsers load must not name this machine's folders.
fn remapped_paths() -> String {
    let home = std::env::var_os("CARGO_HOME").map_or_else(
        || PathBuf::from(std::env::var_os("HOME").unwrap_or_default()).join(".cargo"),
        PathBuf::from,
    );
    let workspace = workspace::path("");
    format!(
        "--remap-path-prefix={}=cargo --remap-path-prefix={}=latchkey",
        home.display(),
        workspace.display()
    )
}

fn assemble(bundles: &[Bundle], folder: &Path) -> Result<()> {
    let mut site = cargo(["run", "--quiet", "--package", "site", "--"]);
    for bundle in bundles {
        site.arg("--bundle")
            .arg(format!("{}={}", bundle.name, wasm(bundle).display()));
    }
    site.arg("--style").arg(workspace::path("style/main.css"));
    site.arg("--public").arg(workspace::path("public"));
    site.arg("--out").arg(folder);
    command::run(&mut site)
}

/// The WebAssembly cargo makes of a bundle's crate.
fn wasm(bundle: &Bundle) -> PathBuf {
    workspace::target()
        .join(TARGET)
        .join(PROFILE)
        .join(bundle.package.replace('-', "_"))
        .with_extension("wasm")
}
