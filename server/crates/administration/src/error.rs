use latchkey_connections::VaultError;
use latchkey_domain::StoreError;
use latchkey_mail::MailError;
use latchkey_processes::EngineError;

/// Why a use case did not come to an answer. What is wrong with what somebody entered is an answer, and
/// has types of its own beside each use case.
#[derive(Debug, thiserror::Error)]
pub enum AdministrationError {
    /// The database did not do what was asked; nothing changed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The process engine did not do what was asked; nothing changed.
    #[error(transparent)]
    Engine(#[from] EngineError),
    /// A secret could not be sealed or opened; nothing changed.
    #[error(transparent)]
    Vault(#[from] VaultError),
    /// A mail could not be put together.
    #[error(transparent)]
    Mail(#[from] MailError),
}
