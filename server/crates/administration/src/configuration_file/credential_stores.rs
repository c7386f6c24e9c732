use super::{FileObjects, Writing};
use latchkey_domain::{
    AuditKind, ChangedBy, CredentialStoreRecord, FileChanges, StoreError, Versioned,
};
use latchkey_values::Alias;
use serde_json::json;

impl Writing<'_> {
    pub(super) async fn credential_stores(
        &mut self,
        changes: &FileChanges,
        objects: &FileObjects,
    ) -> Result<(), StoreError> {
        for record in &objects.credential_stores {
            if changes.changed.contains(&record.alias) {
                self.put_credential_store(record, ChangedBy::File).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn vanished_credential_stores(
        &mut self,
        aliases: &[Alias],
    ) -> Result<(), StoreError> {
        for alias in aliases {
            self.vanished_credential_store(alias).await?;
        }
        Ok(())
    }

    pub(super) async fn put_credential_store(
        &mut self,
        record: &CredentialStoreRecord,
        by: ChangedBy,
    ) -> Result<(), StoreError> {
        let before = self.unit.credential_store(&record.alias).await?;
        let next = match &before {
            None => Versioned::first(record.clone(), self.now, by),
            Some(before) => before.next(record.clone(), self.now, by),
        };
        if !self.unit.put_credential_store(&next).await? {
            return Err(StoreError::Missing("credential_stores"));
        }
        let change = if before.is_some() {
            "changed"
        } else {
            "created"
        };
        let details = [
            ("credential_store", json!(record.alias)),
            ("change", json!(change)),
            (
                "before",
                json!(before.as_ref().map(|before| &before.definition)),
            ),
            ("definition", json!(record)),
        ];
        self.record(AuditKind::CredentialStoreChanged, details);
        Ok(())
    }

    /// What was changed in the browser since stays.
    async fn vanished_credential_store(&mut self, alias: &Alias) -> Result<(), StoreError> {
        let Some(known) = self.unit.credential_store(alias).await? else {
            return Ok(());
        };
        if known.changed_by != ChangedBy::File {
            tracing::warn!(%alias, "a credential store that left the configuration file is kept: it was changed in the browser");
            return Ok(());
        }
        self.unit.remove_credential_store(alias).await?;
        let details = [
            ("credential_store", json!(alias)),
            ("change", json!("removed")),
        ];
        self.record(AuditKind::CredentialStoreChanged, details);
        Ok(())
    }
}
