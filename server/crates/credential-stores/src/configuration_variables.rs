use crate::{CredentialStore, CredentialStores, Failure, LookUp, NoCredentialStore};
use latchkey_domain::{CredentialStoreRecord, LookUpRule};
use latchkey_values::{Alias, Login, PasswordPolicy};
use serde::Serialize;

/// What a step of an automation has to know to reset a person's password: who they are at the
/// credential store, and how it is configured.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ConfigurationVariables {
    /// The person's login at the store.
    pub user_name: String,
    /// The store's id of the person.
    pub user_id: String,
    /// The credential store.
    pub credential_store: Alias,
    /// Its name on screens.
    pub credential_store_name: String,
    /// The connection it is reached over.
    pub connection: Option<Alias>,
    /// How people are found.
    pub look_up: LookUpRule,
    /// What a new password has to keep.
    pub password_policy: PasswordPolicy,
}

impl CredentialStores {
    /// The configuration variables of a credential store for one person. `Ok(None)` when what was
    /// typed means nobody, or more than one.
    ///
    /// # Errors
    /// [`NoCredentialStore`], or a [`Failure`] of the store.
    pub async fn configuration_variables(
        &self,
        record: &CredentialStoreRecord,
        typed: &Login,
    ) -> Result<Result<Option<ConfigurationVariables>, Failure>, NoCredentialStore> {
        let store = self.get(&record.alias).await?;
        Ok(read(&*store, record, typed).await)
    }
}

async fn read(
    store: &dyn CredentialStore,
    record: &CredentialStoreRecord,
    typed: &Login,
) -> Result<Option<ConfigurationVariables>, Failure> {
    let LookUp::Found(person) = store.look_up(typed).await? else {
        return Ok(None);
    };
    let password_policy = store.password_policy(&person).await?;
    Ok(Some(ConfigurationVariables {
        user_name: person.names.login,
        user_id: person.id,
        credential_store: record.alias.clone(),
        credential_store_name: record.name.clone(),
        connection: record.connection.clone(),
        look_up: record.look_up.clone(),
        password_policy,
    }))
}
