use super::list::users;
use crate::{Administration, AdministrationError};
use latchkey_auth::access::{EditConnections, Granted};
use latchkey_domain::AuditKind;
use latchkey_values::Alias;
use serde_json::json;

/// What came of removing a credential store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialStoreRemoval {
    /// It is gone.
    Removed,
    /// Nothing was changed: these processes use it.
    InUse(Vec<Alias>),
    /// It is gone already, or not the version that was seen.
    Changed,
}

impl Administration {
    /// Removes a credential store that nothing uses.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn remove_credential_store(
        &self,
        granted: &Granted<EditConnections>,
        alias: &Alias,
        version: u32,
    ) -> Result<CredentialStoreRemoval, AdministrationError> {
        let mut unit = self.store.begin().await?;
        unit.change_configuration().await?;
        let known = unit.credential_store(alias).await?;
        let Some(known) = known.filter(|known| known.version == version) else {
            return Ok(CredentialStoreRemoval::Changed);
        };
        let users = users(unit.as_mut(), alias).await?;
        if !users.is_empty() {
            return Ok(CredentialStoreRemoval::InUse(users));
        }
        unit.remove_credential_store(alias).await?;
        let details = [
            ("credential_store", json!(alias)),
            ("change", json!("removed")),
            ("before", json!(known.definition)),
        ];
        let event = granted.event(AuditKind::CredentialStoreChanged, details);
        unit.append_audit(self.clock.now(), event).await?;
        unit.commit().await?;
        self.follow_change().await;
        Ok(CredentialStoreRemoval::Removed)
    }
}
