//! What can go wrong while a site is built.

use std::io;
use std::path::{Path, PathBuf};

/// Why a site could not be built.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A file or folder could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file or folder.
        path: PathBuf,
        /// What the operating system said.
        source: io::Error,
    },
    /// wasm-bindgen refused a bundle.
    #[error("bundle {name}: {reason}")]
    Bundle {
        /// Name of the bundle.
        name: String,
        /// What wasm-bindgen said.
        reason: String,
    },
    /// The style sheet is not valid CSS, or imports a file that is not there.
    #[error("style sheet {reason}")]
    Style {
        /// What is wrong, with file and line where known.
        reason: String,
    },
    /// Two inputs want the same name in the site.
    #[error("two files of the site are called {name}")]
    Twice {
        /// The name.
        name: String,
    },
}

impl Error {
    /// For `map_err` on file operations.
    pub(crate) fn file(path: &Path) -> impl FnOnce(io::Error) -> Self {
        let path = path.to_path_buf();
        move |source| Self::File { path, source }
    }
}
