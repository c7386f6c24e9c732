use crate::{Administration, AdministrationError, changed_by::changed_by};
use latchkey_auth::access::{EditConnections, Granted};
use latchkey_domain::{
    AuditKind, CredentialStoreProblem, CredentialStoreRecord, UnitOfWork, Versioned,
};
use serde_json::json;

/// What somebody entered.
#[derive(Clone, Debug)]
pub struct CredentialStoreInput {
    /// The credential store.
    pub record: CredentialStoreRecord,
    /// The version this is a change of; `None` makes a new one.
    pub replaces: Option<u32>,
}

/// What is wrong with what somebody entered.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CredentialStoreFault {
    /// Another credential store has the alias.
    #[error("another credential store has this alias")]
    AliasTaken,
    /// The connection is not there.
    #[error("there is no such connection")]
    NoConnection,
    /// Processes use it, which cannot do without a connection.
    #[error("processes use this credential store: it needs a connection")]
    ConnectionNeeded,
    /// Another field.
    #[error(transparent)]
    Definition(#[from] CredentialStoreProblem),
}

/// What came of saving a credential store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum CredentialStoreSaved {
    /// It is saved, as this version.
    Saved {
        /// The new version.
        version: u32,
    },
    /// Nothing was changed, for these reasons.
    Faults(Vec<CredentialStoreFault>),
    /// Somebody else changed it meanwhile: nothing was changed.
    Changed,
}

impl Administration {
    /// Creates or changes a credential store.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn save_credential_store(
        &self,
        granted: &Granted<EditConnections>,
        input: &CredentialStoreInput,
    ) -> Result<CredentialStoreSaved, AdministrationError> {
        let mut unit = self.store.begin().await?;
        unit.change_configuration().await?;
        let alias = &input.record.alias;
        let before = unit.credential_store(alias).await?;
        if input.replaces != before.as_ref().map(|before| before.version) {
            return Ok(match input.replaces {
                None => CredentialStoreSaved::Faults(vec![CredentialStoreFault::AliasTaken]),
                Some(_) => CredentialStoreSaved::Changed,
            });
        }
        let faults = faults(unit.as_mut(), &input.record).await?;
        if !faults.is_empty() {
            return Ok(CredentialStoreSaved::Faults(faults));
        }
        let (record, now, by) = (input.record.clone(), self.clock.now(), changed_by(granted));
        let next = match &before {
            None => Versioned::first(record, now, by),
            Some(before) => before.next(record, now, by),
        };
        if !unit.put_credential_store(&next).await? {
            return Ok(CredentialStoreSaved::Changed);
        }
        let details = [
            ("credential_store", json!(alias)),
            (
                "change",
                json!(if before.is_some() {
                    "changed"
                } else {
                    "created"
                }),
            ),
            ("before", json!(before.map(|before| before.definition))),
            ("definition", json!(next.definition)),
        ];
        let event = granted.event(AuditKind::CredentialStoreChanged, details);
        unit.append_audit(now, event).await?;
        unit.commit().await?;
        self.follow_change().await;
        Ok(CredentialStoreSaved::Saved {
            version: next.version,
        })
    }
}

async fn faults(
    unit: &mut dyn UnitOfWork,
    record: &CredentialStoreRecord,
) -> Result<Vec<CredentialStoreFault>, AdministrationError> {
    let problems = record.problems();
    let mut faults: Vec<_> = problems
        .into_iter()
        .map(CredentialStoreFault::from)
        .collect();
    match &record.connection {
        Some(connection) if unit.connection(connection).await?.is_none() => {
            faults.push(CredentialStoreFault::NoConnection);
        }
        None if !super::list::users(unit, &record.alias).await?.is_empty() => {
            faults.push(CredentialStoreFault::ConnectionNeeded);
        }
        _ => {}
    }
    Ok(faults)
}
