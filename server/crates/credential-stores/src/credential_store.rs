use crate::{Failure, LookUp, PasswordExpiration, Person};
use async_trait::async_trait;
use latchkey_values::{Generator, Login, NewPassword, PasswordPolicy};
use secrecy::SecretString;

/// A place where passwords live.
///
/// Writes answer with the store's own id of the call, for its support and its log; `None` when it
/// gives none.
#[async_trait]
pub trait CredentialStore: Send + Sync {
    /// Finds the one person a login means.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] or [`Failure::Refused`]; a person that does not exist is no error.
    async fn look_up(&self, login: &Login) -> Result<LookUp, Failure>;

    /// Reads a person by the store's id. `None` when they are gone.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] or [`Failure::Refused`].
    async fn person(&self, id: &str) -> Result<Option<Person>, Failure>;

    /// The password policy that applies to a person.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] or [`Failure::Refused`].
    async fn password_policy(&self, person: &Person) -> Result<PasswordPolicy, Failure>;

    /// When a person's password expires. `None` when it never does, or the store cannot tell.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] or [`Failure::Refused`].
    async fn password_expiration(
        &self,
        _person: &Person,
    ) -> Result<Option<PasswordExpiration>, Failure> {
        Ok(None)
    }

    /// Every password policy in force. None for a store that does not say.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] or [`Failure::Refused`].
    async fn password_policies(&self) -> Result<Vec<PasswordPolicy>, Failure> {
        Ok(Vec::new())
    }

    /// How passwords are made for its people.
    fn generator(&self) -> Generator {
        Generator::default()
    }

    /// How many earlier passwords the portal itself remembers of each person and refuses; 0 for none.
    fn history(&self) -> u32 {
        0
    }

    /// Sets a password without knowing the old one. With `enforces_history` the store also refuses
    /// recent passwords and changes that come too soon.
    ///
    /// # Errors
    /// Any [`Failure`].
    async fn reset(
        &self,
        id: &str,
        password: &NewPassword,
        enforces_history: bool,
    ) -> Result<Option<String>, Failure>;

    /// Replaces the current password, which must be known.
    ///
    /// # Errors
    /// Any [`Failure`].
    async fn change(
        &self,
        id: &str,
        current: &SecretString,
        new: &NewPassword,
    ) -> Result<Option<String>, Failure>;

    /// Lifts a lock. An account that is not locked is left as it is.
    ///
    /// # Errors
    /// Any [`Failure`] but [`Failure::Password`].
    async fn unlock(&self, id: &str) -> Result<Option<String>, Failure>;

    /// Whether the account is locked. `None` when the person is gone.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] or [`Failure::Refused`].
    async fn is_locked(&self, id: &str) -> Result<Option<bool>, Failure>;

    /// Has the password changed at the next sign-in. Repeating it is harmless.
    ///
    /// # Errors
    /// Any [`Failure`] but [`Failure::Password`].
    async fn expire_password(&self, id: &str) -> Result<Option<String>, Failure>;

    /// Signs a person out everywhere the store can reach. Repeating it is harmless.
    ///
    /// # Errors
    /// Any [`Failure`] but [`Failure::Password`].
    async fn revoke_sessions(&self, id: &str) -> Result<Option<String>, Failure>;

    /// Checks that the store can be reached with the rights it needs.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] or [`Failure::Refused`].
    async fn test_connection(&self) -> Result<(), Failure>;
}
