//! What the configuration file says about connections and credential stores, written to the database.
//!
//! An object is written when the file says it otherwise than last time. What the file says the same
//! stays as it is in the database, where it may have been changed in the browser since.

mod apply;
mod connections;
mod credential_stores;
mod plan;
mod shipped;

pub use apply::{Applied, apply_configuration};
pub use plan::{ConfigurationPlan, FileConfiguration, ObjectChange, plan_configuration};

use crate::Operator;
use jiff::Timestamp;
use latchkey_connections::{Vault, VaultError};
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, Connection, CredentialStoreRecord, Digest, FileChanges,
    SecretField, Store, StoreError, UnitOfWork,
};
use latchkey_secrets::DataKey;
use latchkey_values::{Alias, Clock};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::{Map, Value, json};
use std::collections::BTreeMap;

/// The kinds under which objects of the file are remembered.
const CONNECTION: &str = "connection";
const CREDENTIAL_STORE: &str = "credential-store";

/// Everything the file says.
#[derive(Clone, Debug, Default)]
pub struct FileObjects {
    /// Outside systems.
    pub connections: Vec<FileConnection>,
    /// Where passwords live.
    pub credential_stores: Vec<CredentialStoreRecord>,
}

/// A connection of the file, with the secrets it refers to.
#[derive(Clone, Debug)]
pub struct FileConnection {
    /// Everything but its secrets.
    pub definition: Connection,
    /// The secrets.
    pub secrets: BTreeMap<SecretField, SecretString>,
}

/// What the file says now, as digests.
struct Said {
    connections: Vec<(Alias, Digest)>,
    credential_stores: Vec<(Alias, Digest)>,
}

/// What is to be done.
struct Changes {
    connections: FileChanges,
    credential_stores: FileChanges,
}

/// One transaction, and what goes into the audit trail at its end.
struct Writing<'a> {
    unit: &'a mut dyn UnitOfWork,
    vault: &'a Vault,
    now: Timestamp,
    /// Who has it written; `None` for the portal itself, at its start.
    operator: Option<&'a Operator>,
    events: Vec<AuditEvent>,
}

/// Applies what changed in the file, in one transaction. Nodes that start at once do it once.
///
/// # Errors
/// [`VaultError`]; then nothing was changed.
pub async fn apply_file(
    store: &dyn Store,
    vault: &Vault,
    clock: &dyn Clock,
    objects: &FileObjects,
) -> Result<(), VaultError> {
    if nothing_changed(store, vault, objects).await? {
        return Ok(());
    }
    let mut unit = store.begin().await?;
    unit.change_configuration().await?;
    let said = Said::under(&vault.configuration_key(unit.as_mut()).await?, objects);
    // Another node may have been faster.
    let changes = said.changes(unit.as_mut()).await?;
    let mut writing = Writing {
        unit: unit.as_mut(),
        vault,
        now: clock.now(),
        operator: None,
        events: Vec::new(),
    };
    writing.connections(&changes.connections, objects).await?;
    writing
        .credential_stores(&changes.credential_stores, objects)
        .await?;
    writing
        .vanished_credential_stores(&changes.credential_stores.vanished)
        .await?;
    writing
        .vanished_connections(&changes.connections.vanished)
        .await?;
    writing.shipped(objects).await?;
    let events = writing.events;
    said.note(unit.as_mut(), &changes).await?;
    for event in events {
        unit.append_audit(clock.now(), event).await?;
    }
    Ok(unit.commit().await?)
}

/// Without writing anything, so that a start that changes nothing holds nobody up.
async fn nothing_changed(
    store: &dyn Store,
    vault: &Vault,
    objects: &FileObjects,
) -> Result<bool, VaultError> {
    let mut unit = store.read().await?;
    let Some(key) = vault.known_configuration_key(unit.as_mut()).await? else {
        return Ok(false);
    };
    let changes = Said::under(&key, objects).changes(unit.as_mut()).await?;
    Ok(changes.connections.is_empty()
        && changes.credential_stores.is_empty()
        && shipped::is_done(unit.as_mut()).await?)
}

impl Said {
    fn under(key: &DataKey, objects: &FileObjects) -> Self {
        let connection = |object: &FileConnection| {
            let definition = json!(object.definition).to_string();
            let mut parts = vec![definition.as_str()];
            for (field, secret) in &object.secrets {
                parts.extend([field.name(), secret.expose_secret()]);
            }
            (
                object.definition.alias.clone(),
                Digest::from_hex(key.digest(&parts)),
            )
        };
        let store = |record: &CredentialStoreRecord| {
            let definition = json!(record).to_string();
            (
                record.alias.clone(),
                Digest::from_hex(key.digest(&[&definition])),
            )
        };
        Self {
            connections: objects.connections.iter().map(connection).collect(),
            credential_stores: objects.credential_stores.iter().map(store).collect(),
        }
    }

    async fn changes(&self, unit: &mut dyn UnitOfWork) -> Result<Changes, StoreError> {
        let connections = unit.applied_objects(CONNECTION).await?;
        let stores = unit.applied_objects(CREDENTIAL_STORE).await?;
        Ok(Changes {
            connections: FileChanges::between(&self.connections, &connections),
            credential_stores: FileChanges::between(&self.credential_stores, &stores),
        })
    }

    async fn note(&self, unit: &mut dyn UnitOfWork, changes: &Changes) -> Result<(), StoreError> {
        for (kind, said, changes) in [
            (CONNECTION, &self.connections, &changes.connections),
            (
                CREDENTIAL_STORE,
                &self.credential_stores,
                &changes.credential_stores,
            ),
        ] {
            for (alias, digest) in said {
                if changes.changed.contains(alias) {
                    unit.note_applied(kind, alias, digest).await?;
                }
            }
            for alias in &changes.vanished {
                unit.forget_applied(kind, alias).await?;
            }
        }
        Ok(())
    }
}

impl Writing<'_> {
    fn record<const N: usize>(&mut self, kind: AuditKind, details: [(&str, Value); N]) {
        if let Some(operator) = self.operator {
            self.events.push(operator.event(kind, details));
            return;
        }
        let named = details.map(|(name, value)| (name.to_owned(), value));
        self.events.push(AuditEvent {
            kind,
            actor: Actor::Portal,
            subject: None,
            request: None,
            network: None,
            details: Map::from_iter(named),
        });
    }
}
