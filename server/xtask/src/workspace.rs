//! Where things are.

use std::path::{Path, PathBuf};

/// The repository's root folder.
pub(crate) fn root() -> &'static Path {
    // This package lies two folders below it.
    let package = Path::new(env!("CARGO_MANIFEST_DIR"));
    package.parent().and_then(Path::parent).unwrap_or(package)
}

/// A file or folder below the root.
pub(crate) fn path(relative: &str) -> PathBuf {
    root().join(relative)
}

/// The folder of everything built; nothing outside it is written, `end2end` aside.
pub(crate) fn target() -> PathBuf {
    std::env::var_os("CARGO_TARGET_DIR")
        .map_or_else(|| path("target"), |folder| root().join(folder))
}
