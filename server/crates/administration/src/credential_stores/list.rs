use crate::{Administration, AdministrationError};
use latchkey_auth::access::{Granted, ViewConnections};
use latchkey_domain::{CredentialStoreRecord, UnitOfWork, Versioned};
use latchkey_values::Alias;

/// A credential store, and who uses it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CredentialStoreView {
    /// What is configured.
    pub store: Versioned<CredentialStoreRecord>,
    /// The processes that use it.
    pub used_by: Vec<Alias>,
}

impl CredentialStoreView {
    /// Whether it can be used: it has a connection.
    #[must_use]
    pub fn is_active(&self) -> bool {
        self.store.definition.connection.is_some()
    }
}

impl Administration {
    /// All credential stores, by alias.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn list_credential_stores(
        &self,
        _granted: &Granted<ViewConnections>,
    ) -> Result<Vec<CredentialStoreView>, AdministrationError> {
        let mut unit = self.store.read().await?;
        let mut views = Vec::new();
        for store in unit.credential_stores().await? {
            let used_by = users(unit.as_mut(), &store.definition.alias).await?;
            views.push(CredentialStoreView { store, used_by });
        }
        Ok(views)
    }

    /// One credential store; `None` when there is none of that alias.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn view_credential_store(
        &self,
        _granted: &Granted<ViewConnections>,
        alias: &Alias,
    ) -> Result<Option<CredentialStoreView>, AdministrationError> {
        let mut unit = self.store.read().await?;
        let Some(store) = unit.credential_store(alias).await? else {
            return Ok(None);
        };
        let used_by = users(unit.as_mut(), alias).await?;
        Ok(Some(CredentialStoreView { store, used_by }))
    }
}

/// The processes over a credential store.
pub(super) async fn users(
    unit: &mut dyn UnitOfWork,
    alias: &Alias,
) -> Result<Vec<Alias>, AdministrationError> {
    let processes = unit.processes().await?;
    Ok(processes
        .into_iter()
        .filter(|process| process.credential_store == *alias)
        .map(|process| process.alias)
        .collect())
}
