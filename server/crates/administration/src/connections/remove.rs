use super::list::users;
use crate::{Administration, AdministrationError};
use latchkey_auth::access::{EditConnections, Granted};
use latchkey_domain::AuditKind;
use latchkey_values::Alias;
use serde_json::json;

/// What came of removing a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectionRemoval {
    /// It is gone, its secrets too.
    Removed,
    /// Nothing was changed: these credential stores use it.
    InUse(Vec<Alias>),
    /// It is gone already, or not the version that was seen.
    Changed,
}

impl Administration {
    /// Removes a connection that nothing uses.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn remove_connection(
        &self,
        granted: &Granted<EditConnections>,
        alias: &Alias,
        version: u32,
    ) -> Result<ConnectionRemoval, AdministrationError> {
        let mut unit = self.store.begin().await?;
        unit.change_configuration().await?;
        let known = unit.connection(alias).await?;
        let Some(known) = known.filter(|known| known.version == version) else {
            return Ok(ConnectionRemoval::Changed);
        };
        let users = users(unit.as_mut(), alias).await?;
        if !users.is_empty() {
            return Ok(ConnectionRemoval::InUse(users));
        }
        unit.remove_connection(alias).await?;
        self.vault.forget(unit.as_mut(), alias).await?;
        let details = [
            ("connection", json!(alias)),
            ("change", json!("removed")),
            ("before", json!(known.definition)),
        ];
        let event = granted.event(AuditKind::ConnectionChanged, details);
        unit.append_audit(self.clock.now(), event).await?;
        unit.commit().await?;
        self.follow_change().await;
        Ok(ConnectionRemoval::Removed)
    }
}
