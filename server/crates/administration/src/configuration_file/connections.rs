use super::{FileConnection, FileObjects, Writing};
use crate::connections::keeps_secrets;
use latchkey_connections::VaultError;
use latchkey_domain::{
    AuditKind, ChangedBy, Connection, FileChanges, SecretField, StoreError, UnitOfWork, Versioned,
};
use latchkey_values::Alias;
use serde_json::json;

impl Writing<'_> {
    pub(super) async fn connections(
        &mut self,
        changes: &FileChanges,
        objects: &FileObjects,
    ) -> Result<(), VaultError> {
        for object in &objects.connections {
            if changes.changed.contains(&object.definition.alias) {
                self.connection(object).await?;
            }
        }
        Ok(())
    }

    async fn connection(&mut self, object: &FileConnection) -> Result<(), VaultError> {
        let definition = &object.definition;
        let alias = &definition.alias;
        let before = self.unit.connection(alias).await?;
        let next = match &before {
            None => Versioned::first(definition.clone(), self.now, ChangedBy::File),
            Some(before) => before.next(definition.clone(), self.now, ChangedBy::File),
        };
        if !self.unit.put_connection(&next).await? {
            return Err(StoreError::Missing("connections").into());
        }
        let change = if before.is_some() {
            "changed"
        } else {
            "created"
        };
        let details = [
            ("connection", json!(alias)),
            ("change", json!(change)),
            (
                "before",
                json!(before.as_ref().map(|before| &before.definition)),
            ),
            ("definition", json!(definition)),
        ];
        self.record(AuditKind::ConnectionChanged, details);
        if let Some(before) = before {
            self.take_away(&before.definition, object).await?;
        }
        for (field, secret) in &object.secrets {
            self.vault
                .put(self.unit, alias, *field, secret, self.now)
                .await?;
            let details = [
                ("connection", json!(alias)),
                ("secret", json!(field)),
                ("change", json!("set")),
            ];
            self.record(AuditKind::ConnectionSecretChanged, details);
        }
        Ok(())
    }

    /// Secrets that were for another host or app, or for another kind of credential, go; so does that of
    /// a proxy the file no longer names.
    async fn take_away(
        &mut self,
        before: &Connection,
        object: &FileConnection,
    ) -> Result<(), StoreError> {
        let now = &object.definition;
        for secret in self.unit.connection_secrets(&now.alias).await? {
            let field = secret.field;
            if is_taken_away(before, object, field) {
                self.unit
                    .remove_connection_secret(&now.alias, field)
                    .await?;
                let details = [
                    ("connection", json!(now.alias)),
                    ("secret", json!(field)),
                    ("change", json!("removed")),
                ];
                self.record(AuditKind::ConnectionSecretChanged, details);
            }
        }
        Ok(())
    }

    /// What was changed in the browser since, or is in use, stays.
    pub(super) async fn vanished_connections(
        &mut self,
        aliases: &[Alias],
    ) -> Result<(), StoreError> {
        for alias in aliases {
            let Some(known) = self.unit.connection(alias).await? else {
                continue;
            };
            if known.changed_by != ChangedBy::File || is_used(self.unit, alias).await? {
                tracing::warn!(%alias, "a connection that left the configuration file is kept: it was changed in the browser, or is in use");
                continue;
            }
            self.unit.remove_connection(alias).await?;
            self.vault.forget(self.unit, alias).await?;
            let details = [("connection", json!(alias)), ("change", json!("removed"))];
            self.record(AuditKind::ConnectionChanged, details);
        }
        Ok(())
    }
}

/// Whether a secret that a connection has goes when the file's takes its place.
pub(super) fn is_taken_away(
    before: &Connection,
    object: &FileConnection,
    field: SecretField,
) -> bool {
    let now = &object.definition;
    let stays = keeps_secrets(before, now) && now.credential.may_have().contains(&field);
    !stays && !object.secrets.contains_key(&field)
}

async fn is_used(unit: &mut dyn UnitOfWork, alias: &Alias) -> Result<bool, StoreError> {
    let stores = unit.credential_stores().await?;
    Ok(stores
        .iter()
        .any(|store| store.definition.connection.as_ref() == Some(alias)))
}
