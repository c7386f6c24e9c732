use async_trait::async_trait;
use latchkey_values::{Alias, NewPassword};

/// Refuses passwords that are easy to guess.
#[async_trait]
pub trait PasswordScreen: Send + Sync {
    /// Judges the password that a local administrator chose.
    ///
    /// # Errors
    /// A code that says why it is refused.
    async fn judge(&self, password: &NewPassword, name: &Alias) -> Result<(), String>;
}
