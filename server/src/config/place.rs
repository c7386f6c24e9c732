use super::{Database, problem::ConfigError};
use std::path::{Path, PathBuf};

/// Where the data is.
#[derive(Clone, Debug)]
pub struct Place {
    /// Where the key file is.
    pub data_dir: PathBuf,
    /// Where everything else is.
    pub database: Database,
}

impl Place {
    /// Reads from a configuration file where the data is. Secrets for anything else are not looked for:
    /// while the portal is stopped they may be out of reach.
    ///
    /// # Errors
    /// [`ConfigError`] with everything that is wrong about that.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        super::file::load(path, |document, folder, problems| {
            document.place(folder, problems)
        })
    }
}
