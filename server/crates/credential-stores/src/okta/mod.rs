//! Okta as a credential store.

mod change;
mod check_setup;
mod exactly;
mod expire_password;
mod factors;
mod failure;
mod is_locked;
mod last_sign_in;
mod look_up;
mod password_ends;
mod password_expiration;
mod password_policy;
mod person;
mod reset;
mod revoke_sessions;
mod search;
mod test_connection;
mod unlock;

use crate::{
    CheckLine, CredentialStore, FactorStore, Failure, FoundPerson, LookUp, PasswordEnds,
    PasswordExpiration, Person, witness::Witness,
};
use async_trait::async_trait;
use jiff::Timestamp;
use latchkey_domain::{CredentialStoreRecord, LookUpRule, Minimums};
use latchkey_okta::{Client, OktaId};
use latchkey_values::{Generator, Login, NewPassword, PasswordPolicy};
use secrecy::SecretString;
use std::ops::Range;

/// The people of one Okta org.
#[derive(Clone)]
pub struct OktaCredentialStore {
    okta: Client,
    look_up: LookUpRule,
    stricter: Minimums,
    generator: Generator,
    history: u32,
    witness: Option<Witness>,
}

impl OktaCredentialStore {
    /// The credential store behind a connection's client, with the usual look-up rule and the org's
    /// own policy.
    #[must_use]
    pub fn new(okta: Client) -> Self {
        Self {
            okta,
            look_up: LookUpRule::default(),
            stricter: Minimums::default(),
            generator: Generator::default(),
            history: 0,
            witness: None,
        }
    }

    /// The same, as an admin configured it.
    #[must_use]
    pub fn configured(okta: Client, record: &CredentialStoreRecord) -> Self {
        Self {
            okta,
            look_up: record.look_up.clone(),
            stricter: record.stricter,
            generator: record.generator,
            history: record.history,
            witness: None,
        }
    }

    /// The same; what Okta must never answer goes on the record.
    pub(crate) fn witnessed(self, witness: Witness) -> Self {
        Self {
            witness: Some(witness),
            ..self
        }
    }

    /// Puts a failure that says something about Okta's honesty on the record.
    async fn judged<T>(&self, answer: Result<T, Failure>) -> Result<T, Failure> {
        if let (Err(failure), Some(witness)) = (&answer, &self.witness) {
            witness.note(failure).await;
        }
        answer
    }

    /// Checks step by step whether everything is there that the portal needs. Only reads; `person`
    /// is whose account to read, `None` takes any.
    pub async fn check_setup(&self, person: Option<&Login>) -> Vec<CheckLine> {
        check_setup::check_setup(self, person).await
    }
}

#[async_trait]
impl CredentialStore for OktaCredentialStore {
    async fn look_up(&self, login: &Login) -> Result<LookUp, Failure> {
        let found = look_up::look_up(&self.okta, &self.look_up, login).await;
        self.judged(found).await
    }

    async fn person(&self, id: &str) -> Result<Option<Person>, Failure> {
        let Some(id) = okta_id(id) else {
            return Ok(None);
        };
        self.judged(person::read(&self.okta, &id).await).await
    }

    async fn password_policy(&self, person: &Person) -> Result<PasswordPolicy, Failure> {
        let policy = password_policy::effective(&self.okta, person).await?;
        let policy = self.stricter.on_top_of(policy);
        Ok(PasswordPolicy {
            // What the portal remembers counts as what the org does.
            history: policy.history.max(self.history),
            ..policy
        })
    }

    async fn password_expiration(
        &self,
        person: &Person,
    ) -> Result<Option<PasswordExpiration>, Failure> {
        password_expiration::password_expiration(&self.okta, person).await
    }

    async fn password_ends(
        &self,
        within: Range<Timestamp>,
        mark: Option<&str>,
    ) -> Result<PasswordEnds, Failure> {
        password_ends::password_ends(&self.okta, &within, mark).await
    }

    async fn password_policies(&self) -> Result<Vec<PasswordPolicy>, Failure> {
        password_policy::all(&self.okta).await
    }

    fn generator(&self) -> Generator {
        self.generator
    }

    fn history(&self) -> u32 {
        self.history
    }

    async fn reset(
        &self,
        id: &str,
        password: &NewPassword,
        enforces_history: bool,
    ) -> Result<Option<String>, Failure> {
        let reset = reset::reset(&self.okta, &known(id)?, password, enforces_history).await;
        self.judged(reset).await
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
        self.judged(is_locked::is_locked(&self.okta, &id).await)
            .await
    }

    async fn expire_password(&self, id: &str) -> Result<Option<String>, Failure> {
        expire_password::expire_password(&self.okta, &known(id)?).await
    }

    async fn revoke_sessions(&self, id: &str) -> Result<Option<String>, Failure> {
        revoke_sessions::revoke_sessions(&self.okta, &known(id)?).await
    }

    async fn search(&self, text: &str, most: u32) -> Result<Vec<FoundPerson>, Failure> {
        search::search(&self.okta, text, most).await
    }

    async fn last_sign_in(&self, id: &str) -> Result<Option<Timestamp>, Failure> {
        match okta_id(id) {
            Some(id) => last_sign_in::last_sign_in(&self.okta, &id).await,
            None => Ok(None),
        }
    }

    async fn test_connection(&self) -> Result<(), Failure> {
        test_connection::test_connection(&self.okta).await
    }

    fn factors(&self) -> Option<&dyn FactorStore> {
        Some(self)
    }
}

fn okta_id(id: &str) -> Option<OktaId> {
    id.parse().ok()
}

/// The id of somebody this store named before.
fn known(id: &str) -> Result<OktaId, Failure> {
    okta_id(id).ok_or(Failure::UnknownPerson)
}
