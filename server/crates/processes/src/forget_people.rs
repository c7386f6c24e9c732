use crate::{Engine, EngineError, error::job_error};
use async_trait::async_trait;
use jiff::SignedDuration;
use latchkey_credential_stores::NoCredentialStore;
use latchkey_domain::{Actor, AuditEvent, AuditKind, Job};
use latchkey_jobs::{Handler, JobError};
use latchkey_values::Alias;
use serde_json::{Map, json};

/// Forgets the passwords remembered of people whom the directory no longer knows.
pub(crate) struct ForgetPeople(pub(crate) Engine);

/// How often each person is looked for.
const EVERY: SignedDuration = SignedDuration::from_hours(24);

/// So many at once that the directory hardly notices.
const BATCH: u32 = 20;

impl ForgetPeople {
    pub(crate) const KIND: &'static str = "forget-people";

    async fn look_for_people(&self) -> Result<(), EngineError> {
        let since = self.0.now() - EVERY;
        let people = self
            .0
            .read()
            .await?
            .people_with_passwords(since, BATCH)
            .await?;
        for (store, person) in people {
            match self.is_known(&store, &person).await {
                Some(true) => self.note_known(&store, &person).await?,
                Some(false) => self.forget(&store, &person).await?,
                // The next run looks again.
                None => {}
            }
        }
        Ok(())
    }

    /// Whether the directory knows a person. `None` when it cannot be asked. With its credential store
    /// everybody in it is gone.
    async fn is_known(&self, store: &Alias, person: &str) -> Option<bool> {
        let store = match self.0.credential_store_named(store).await {
            Ok(store) => store,
            Err(NoCredentialStore::Unknown(_)) => return Some(false),
            Err(_) => return None,
        };
        match store.person(person).await {
            Ok(found) => Some(found.is_some()),
            Err(failure) => {
                let error = &failure as &dyn std::error::Error;
                tracing::warn!(
                    error,
                    "cannot look for a person whose passwords are remembered"
                );
                None
            }
        }
    }

    async fn note_known(&self, store: &Alias, person: &str) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        unit.note_known(store, person, self.0.now()).await?;
        self.0.commit(unit).await
    }

    async fn forget(&self, store: &Alias, person: &str) -> Result<(), EngineError> {
        let mut unit = self.0.begin().await?;
        let passwords = unit.forget_person(store, person).await?;
        let details = [
            ("credential_store", json!(store)),
            ("passwords", json!(passwords)),
        ];
        let named = details.map(|(name, value)| (name.to_owned(), value));
        let event = AuditEvent {
            kind: AuditKind::EarlierPasswordsForgotten,
            actor: Actor::Portal,
            subject: Some(person.to_owned()),
            request: None,
            network: None,
            details: Map::from_iter(named),
        };
        self.0.audit(unit.as_mut(), event).await?;
        self.0.commit(unit).await
    }
}

#[async_trait]
impl Handler for ForgetPeople {
    fn kind(&self) -> &'static str {
        Self::KIND
    }

    async fn run(&self, _job: &Job) -> Result<(), JobError> {
        self.look_for_people().await.map_err(job_error)
    }
}
