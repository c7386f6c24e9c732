use super::{ConnectionFault, ConnectionInput, Judged, Proposal, secret_event};
use crate::{Administration, AdministrationError, changed_by::changed_by};
use latchkey_auth::access::{EditConnections, Granted};
use latchkey_domain::{AuditEvent, AuditKind, ChangedBy, Connection, UnitOfWork, Versioned};
use serde_json::json;

/// What came of saving a connection.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum ConnectionSaved {
    /// It is saved, as this version.
    Saved {
        /// The new version.
        version: u32,
    },
    /// Nothing was changed, for these reasons.
    Faults(Vec<ConnectionFault>),
    /// Somebody else changed it meanwhile: nothing was changed.
    Changed,
}

impl Administration {
    /// Creates or changes a connection. Secrets that were for another host or app are removed, and asked
    /// for again.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn save_connection(
        &self,
        granted: &Granted<EditConnections>,
        input: &ConnectionInput,
    ) -> Result<ConnectionSaved, AdministrationError> {
        let mut unit = self.store.begin().await?;
        unit.change_configuration().await?;
        let proposal = match self.judge_connection(unit.as_mut(), input).await? {
            Judged::Good(proposal) => *proposal,
            Judged::Faults(faults) => return Ok(ConnectionSaved::Faults(faults)),
            Judged::Changed => return Ok(ConnectionSaved::Changed),
        };
        let before = unit.connection(&input.alias).await?;
        let next = next(
            before.as_ref(),
            proposal.definition.clone(),
            self,
            changed_by(granted),
        );
        if !unit.put_connection(&next).await? {
            return Ok(ConnectionSaved::Changed);
        }
        let mut events = vec![changed_event(granted, before.as_ref(), &next)];
        let secret_events = self.write_secrets(unit.as_mut(), granted, &proposal);
        events.extend(secret_events.await?);
        for event in events {
            unit.append_audit(self.clock.now(), event).await?;
        }
        unit.commit().await?;
        self.follow_change().await;
        Ok(ConnectionSaved::Saved {
            version: next.version,
        })
    }

    async fn write_secrets(
        &self,
        unit: &mut dyn UnitOfWork,
        granted: &Granted<EditConnections>,
        proposal: &Proposal,
    ) -> Result<Vec<AuditEvent>, AdministrationError> {
        let (alias, now) = (&proposal.definition.alias, self.clock.now());
        let mut events = Vec::new();
        for field in &proposal.dropped {
            unit.remove_connection_secret(alias, *field).await?;
            events.push(secret_event(granted, alias, *field, "removed"));
        }
        for field in &proposal.entered {
            if let Some(secret) = proposal.secrets.get(field) {
                self.vault.put(unit, alias, *field, secret, now).await?;
                events.push(secret_event(granted, alias, *field, "set"));
            }
        }
        Ok(events)
    }
}

/// The next version of a connection, or the first.
pub(super) fn next(
    before: Option<&Versioned<Connection>>,
    definition: Connection,
    administration: &Administration,
    by: ChangedBy,
) -> Versioned<Connection> {
    let now = administration.clock.now();
    match before {
        None => Versioned::first(definition, now, by),
        Some(before) => before.next(definition, now, by),
    }
}

pub(super) fn changed_event(
    granted: &Granted<EditConnections>,
    before: Option<&Versioned<Connection>>,
    now: &Versioned<Connection>,
) -> AuditEvent {
    granted.event(
        AuditKind::ConnectionChanged,
        [
            ("connection", json!(now.definition.alias)),
            (
                "change",
                json!(if before.is_some() {
                    "changed"
                } else {
                    "created"
                }),
            ),
            ("before", json!(before.map(|before| &before.definition))),
            ("definition", json!(now.definition)),
        ],
    )
}
