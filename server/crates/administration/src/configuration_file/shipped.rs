use super::{FileObjects, Writing};
use latchkey_domain::{ChangedBy, CredentialStoreRecord, Digest, StoreError, UnitOfWork};
use latchkey_values::{Alias, InvalidAlias};

/// The kind under which is remembered that the samples were there once: who removes them is not given
/// them again.
const SHIPPED: &str = "shipped";

const ALIAS: &str = "sample-okta";
const NAME: &str = "Sample Okta Credential Store";

/// Whether the samples were there once.
pub(super) async fn is_done(unit: &mut dyn UnitOfWork) -> Result<bool, StoreError> {
    Ok(!unit.applied_objects(SHIPPED).await?.is_empty())
}

impl Writing<'_> {
    /// The sample every installation starts with. It works over the file's first connection; without
    /// one it waits for an admin to name one.
    pub(super) async fn shipped(&mut self, objects: &FileObjects) -> Result<(), StoreError> {
        let Ok(alias) = ALIAS.parse().map_err(|_: InvalidAlias| ()) else {
            return Ok(());
        };
        if is_done(self.unit).await? {
            return Ok(());
        }
        if self.unit.credential_store(&alias).await?.is_none() {
            let connection = objects.connections.first();
            let connection: Option<Alias> = connection.map(|first| first.definition.alias.clone());
            let record = CredentialStoreRecord::new(alias.clone(), NAME.to_owned(), connection);
            self.put_credential_store(&record, ChangedBy::Portal)
                .await?;
        }
        self.unit
            .note_applied(SHIPPED, &alias, &Digest::from_hex(String::new()))
            .await
    }
}
