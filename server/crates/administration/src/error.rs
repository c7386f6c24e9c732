use latchkey_connections::VaultError;
use latchkey_domain::StoreError;

/// Why a use case did not come to an answer. What is wrong with what somebody entered is an answer, and
/// has types of its own beside each use case.
#[derive(Debug, thiserror::Error)]
pub enum AdministrationError {
    /// The database did not do what was asked; nothing changed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A secret could not be sealed or opened; nothing changed.
    #[error(transparent)]
    Vault(#[from] VaultError),
}
