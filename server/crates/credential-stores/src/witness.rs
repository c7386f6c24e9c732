use crate::Failure;
use latchkey_domain::{Actor, AuditEvent, AuditKind, Store, StoreError};
use latchkey_values::{Alias, Clock};
use serde_json::{Map, json};
use std::sync::Arc;

/// Puts on the record what a credential store must never answer. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Witness {
    pub(crate) credential_store: Alias,
    pub(crate) store: Arc<dyn Store>,
    pub(crate) clock: Arc<dyn Clock>,
}

impl Witness {
    /// Notes a failure, if it is of that kind. The step that met it goes on to fail either way.
    pub(crate) async fn note(&self, failure: &Failure) {
        let Failure::AnotherPerson { asked, answered } = failure else {
            return;
        };
        tracing::error!(credential_store = %self.credential_store, "the answer was about another person");
        if let Err(error) = self.record(asked, answered).await {
            let error = &error as &dyn std::error::Error;
            tracing::error!(
                error,
                "an answer about another person could not be recorded"
            );
        }
    }

    async fn record(&self, asked: &str, answered: &str) -> Result<(), StoreError> {
        let details = [
            ("credential_store", json!(self.credential_store)),
            ("asked", json!(asked)),
            ("answered", json!(answered)),
        ];
        let event = AuditEvent {
            kind: AuditKind::AnotherPersonReturned,
            actor: Actor::Portal,
            subject: Some(answered.to_owned()),
            request: None,
            network: None,
            details: Map::from_iter(details.map(|(name, value)| (name.to_owned(), value))),
        };
        let mut unit = self.store.begin().await?;
        unit.append_audit(self.clock.now(), event).await?;
        unit.commit().await
    }
}
