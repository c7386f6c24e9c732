//! The contract data: Okta's official spec and recorded answers, kept outside the repository.

use std::path::PathBuf;

use crate::workspace;

/// Tells the tests where the contract data is.
pub(crate) const VARIABLE: &str = "LATCHKEY_CONTRACT_DIR";

/// The folder of the contract data, from the environment or beside the repository. `None` when it
/// is not there: the tests that need it are then skipped.
pub(crate) fn folder() -> Option<PathBuf> {
    let folder = std::env::var_os(VARIABLE).unwrap_or_else(|| "../shared/contract".into());
    workspace::root().join(folder).canonicalize().ok()
}
