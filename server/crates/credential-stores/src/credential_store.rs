use crate::{FactorStore, Failure, FoundPerson, LookUp, PasswordEnds, PasswordExpiration, Person};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_values::{Generator, Login, NewPassword, PasswordPolicy};
use secrecy::SecretString;
use std::ops::Range;

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

    /// A page of the people who can sign in and whose password ends within that time. `mark` is where
    /// the page before ended; `None` asks for the first. Nobody for a store that cannot tell.
    ///
    /// # Errors
    /// [`Failure::Unavailable`]; or [`Failure::Refused`], also for a mark that is too old.
    async fn password_ends(
        &self,
        _within: Range<Timestamp>,
        _mark: Option<&str>,
    ) -> Result<PasswordEnds, Failure> {
        Ok(PasswordEnds::default())
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

    /// At most `most` people whose name, login, address or telephone number `text` may mean. None for a
    /// store that cannot be searched.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] or [`Failure::Refused`].
    async fn search(&self, _text: &str, _most: u32) -> Result<Vec<FoundPerson>, Failure> {
        Ok(Vec::new())
    }

    /// When a person last signed in. `None` when they never did, or the store cannot tell.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] or [`Failure::Refused`].
    async fn last_sign_in(&self, _id: &str) -> Result<Option<Timestamp>, Failure> {
        Ok(None)
    }

    /// Checks that the store can be reached with the rights it needs.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] or [`Failure::Refused`].
    async fn test_connection(&self) -> Result<(), Failure>;

    /// What people have enrolled at the store to prove themselves with. `None` for a store without factors.
    fn factors(&self) -> Option<&dyn FactorStore> {
        None
    }
}
