use async_trait::async_trait;
use latchkey_credential_stores::{
    Attributes, CredentialStore, Failure, LookUp, ManagedBy, PasswordRefusal, Person,
};
use latchkey_http::NotSent;
use latchkey_okta::Error;
use latchkey_values::{Login, NewPassword, PasswordPolicy, PersonNames, UserStatus};
use secrecy::{ExposeSecret as _, SecretString};
use std::sync::Mutex;

/// The password alice has.
pub(crate) const CURRENT: &str = "Harbor-42-Lantern";

/// A directory with one person, alice.
pub(crate) struct Directory(Mutex<State>);

struct State {
    status: UserStatus,
    reachable: bool,
    calls: Vec<&'static str>,
}

impl Default for Directory {
    fn default() -> Self {
        Self(Mutex::new(State {
            status: UserStatus::Active,
            reachable: true,
            calls: Vec::new(),
        }))
    }
}

impl Directory {
    /// Changes the status of her account.
    pub(crate) fn set_status(&self, status: UserStatus) {
        self.0.lock().expect("unpoisoned").status = status;
    }

    /// Lets nobody reach it, or everybody again.
    pub(crate) fn set_reachable(&self, reachable: bool) {
        self.0.lock().expect("unpoisoned").reachable = reachable;
    }

    /// Every call so far that changes something.
    pub(crate) fn writes(&self) -> Vec<&'static str> {
        self.0.lock().expect("unpoisoned").calls.clone()
    }

    fn read(&self) -> Result<Person, Failure> {
        let state = self.0.lock().expect("unpoisoned");
        if !state.reachable {
            return Err(Failure::Unavailable(Error::NotSent(NotSent::Connect)));
        }
        Ok(Person {
            id: "00u1".into(),
            names: PersonNames {
                login: "alice@example.com".into(),
                first: "Alice".into(),
                last: "Winter".into(),
            },
            primary: "alice@example.com".parse().ok(),
            recovery: None,
            status: state.status,
            managed_by: ManagedBy::Store,
            groups: Vec::new(),
            is_administrator: false,
            password_changed: None,
            attributes: Attributes::default(),
        })
    }

    fn write(&self, call: &'static str) -> Result<Option<String>, Failure> {
        self.read()?;
        self.0.lock().expect("unpoisoned").calls.push(call);
        Ok(None)
    }
}

#[async_trait]
impl CredentialStore for Directory {
    async fn look_up(&self, _login: &Login) -> Result<LookUp, Failure> {
        Ok(LookUp::Found(Box::new(self.read()?)))
    }

    async fn person(&self, _id: &str) -> Result<Option<Person>, Failure> {
        self.read().map(Some)
    }

    async fn password_policy(&self, _person: &Person) -> Result<PasswordPolicy, Failure> {
        Ok(PasswordPolicy::default())
    }

    async fn reset(
        &self,
        _id: &str,
        _password: &NewPassword,
        _enforces_history: bool,
    ) -> Result<Option<String>, Failure> {
        self.write("reset")
    }

    async fn change(
        &self,
        _id: &str,
        current: &SecretString,
        _new: &NewPassword,
    ) -> Result<Option<String>, Failure> {
        if current.expose_secret() != CURRENT {
            return Err(Failure::Password(PasswordRefusal::OldPasswordWrong));
        }
        self.write("change")
    }

    async fn unlock(&self, _id: &str) -> Result<Option<String>, Failure> {
        let answer = self.write("unlock")?;
        self.set_status(UserStatus::Active);
        Ok(answer)
    }

    async fn is_locked(&self, _id: &str) -> Result<Option<bool>, Failure> {
        Ok(Some(self.read()?.status == UserStatus::LockedOut))
    }

    async fn expire_password(&self, _id: &str) -> Result<Option<String>, Failure> {
        self.write("expire-password")
    }

    async fn revoke_sessions(&self, _id: &str) -> Result<Option<String>, Failure> {
        self.write("revoke-sessions")
    }

    async fn test_connection(&self) -> Result<(), Failure> {
        self.read().map(drop)
    }
}
