//! Builds what the portal serves besides its pages: the browser bundles, the style sheet, the
//! static files.
//!
//! Every built file carries a hash of its content in its name, so that browsers may keep it for
//! ever; `manifest.json` tells the server which name is the present one.

mod assets;
mod bundle;
mod compression;
mod error;
mod public;
mod style;

use std::path::{Path, PathBuf};

pub use assets::{Assets, MANIFEST};
pub use error::Error;

/// One browser bundle: WebAssembly as cargo built it, and the name the browser knows it by.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Bundle {
    /// Name of the bundle, without extension: `employee`.
    pub name: String,
    /// WebAssembly module as cargo left it.
    pub wasm: PathBuf,
}

/// What a site is built from.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The browser bundles.
    pub bundles: Vec<Bundle>,
    /// Entry style sheet. Its `@import`s are followed; its file stem is the name of the result.
    pub style: PathBuf,
    /// Folder of files served as they are.
    pub public: PathBuf,
}

/// Builds the site into `folder` and returns its files.
///
/// The folder is replaced as a whole when all has been built, so a failed build leaves the former
/// site in place.
///
/// # Errors
/// When an input cannot be read, is not valid, or the folder cannot be written.
pub fn build(inputs: &Inputs, folder: &Path) -> Result<Assets, Error> {
    let mut assets = Assets::default();
    for bundle in &inputs.bundles {
        bundle::add(bundle, &mut assets)?;
    }
    style::add(&inputs.style, &mut assets)?;
    public::add(&inputs.public, &mut assets)?;
    assets.write(folder)?;
    Ok(assets)
}
