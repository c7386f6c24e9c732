//! Okta as a credential store.

mod change;
mod failure;
mod is_locked;
mod look_up;
mod password_policy;
mod person;
mod reset;
mod revoke_sessions;
mod test_connection;
mod unlock;

use crate::{CredentialStore, Failure, LookUp, Person};
use async_trait::async_trait;
use latchkey_okta::{Client, OktaId};
use latchkey_values::{Login, NewPassword, PasswordPolicy};
use secrecy::SecretString;

/// The people of one Okta org.
#[derive(Clone)]
pub struct OktaCredentialStore {
    okta: Client,
}

impl OktaCredentialStore {
    /// The credential store behind a connection's client.
    #[must_use]
    pub fn new(okta: Client) -> Self {
        Self { okta }
    }
}

#[async_trait]
impl CredentialStore for OktaCredentialStore {
    async fn look_up(&self, login: &Login) -> Result<LookUp, Failure> {
        look_up::look_up(&self.okta, login).await
    }

    async fn person(&self, id: &str) -> Result<Option<Person>, Failure> {
        let Some(id) = okta_id(id) else {
            return Ok(None);
        };
        person::read(&self.okta, &id).await
    }

    async fn password_policy(&self, person: &Person) -> Result<PasswordPolicy, Failure> {
        password_policy::effective(&self.okta, person).await
    }

    async fn password_policies(&self) -> Result<Vec<PasswordPolicy>, Failure> {
        password_policy::all(&self.okta).await
    }

    async fn reset(
        &self,
        id: &str,
        password: &NewPassword,
        enforces_history: bool,
    ) -> Result<Option<String>, Failure> {
        reset::reset(&self.okta, &known(id)?, password, enforces_history).await
    }

    async fn change(
        &self,
        id: &str,
        current: &SecretString,
        new: &NewPassword,
    ) -> Result<Option<String>, Failure> {
        change::change(&self.okta, &known(id)?, current, new).await
    }

    async fn unlock(&self, id: &str) -> Result<Option<String>, Failure> {
        unlock::unlock(&self.okta, &known(id)?).await
    }

    async fn is_locked(&self, id: &str) -> Result<Option<bool>, Failure> {
        let Some(id) = okta_id(id) else {
            return Ok(None);
        };
        is_locked::is_locked(&self.okta, &id).await
    }

    async fn revoke_sessions(&self, id: &str) -> Result<Option<String>, Failure> {
        revoke_sessions::revoke_sessions(&self.okta, &known(id)?).await
    }

    async fn test_connection(&self) -> Result<(), Failure> {
        test_connection::test_connection(&self.okta).await
    }
}

fn okta_id(id: &str) -> Option<OktaId> {
    id.parse().ok()
}

/// The id of somebody this store named before.
fn known(id: &str) -> Result<OktaId, Failure> {
    okta_id(id).ok_or(Failure::UnknownPerson)
}
