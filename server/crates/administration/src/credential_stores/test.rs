use crate::{
    Administration, AdministrationError,
    connections::{ConnectionFault, ConnectionInput, Judged},
};
use latchkey_auth::access::{EditConnections, Granted};
use latchkey_connections::Unusable;
use latchkey_credential_stores::{CheckLine, CheckResult, OktaCredentialStore};
use latchkey_domain::{AuditKind, CredentialStoreRecord};
use latchkey_okta::Client;
use latchkey_values::{Alias, Login};
use serde_json::{Value, json};

/// What to test; none of it need be saved.
#[derive(Clone, Debug)]
pub struct StoreUnderTest {
    /// The credential store.
    pub record: CredentialStoreRecord,
    /// Its connection as somebody just entered it; `None` takes the saved one.
    pub connection: Option<ConnectionInput>,
    /// Whose account to read; `None` takes any.
    pub person: Option<Login>,
}

/// What a test came to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StoreTest {
    /// One line for each check, in their order.
    Lines(Vec<CheckLine>),
    /// What was entered for the connection cannot be used; nothing was called.
    Faults(Vec<ConnectionFault>),
    /// Somebody else changed the connection meanwhile.
    Changed,
    /// The credential store has no connection.
    NoConnection,
    /// The connection has no secret, or one that cannot be used.
    Unusable,
}

/// The client to test with, or why there is none.
type Found = Result<Client, StoreTest>;

impl Administration {
    /// Tests a credential store, saved or not. Okta is only read. The answer holds codes and fields of
    /// Okta's, never what an address answered.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn test_credential_store(
        &self,
        granted: &Granted<EditConnections>,
        under_test: &StoreUnderTest,
    ) -> Result<StoreTest, AdministrationError> {
        let found = match &under_test.connection {
            Some(input) => self.client_of_input(input).await?,
            None => {
                self.saved_client(under_test.record.connection.as_ref())
                    .await
            }
        };
        let client = match found {
            Ok(client) => client,
            Err(answer) => return Ok(answer),
        };
        let store = OktaCredentialStore::configured(client, &under_test.record);
        let lines = store.check_setup(under_test.person.as_ref()).await;
        self.note_test(granted, under_test, &lines).await?;
        Ok(StoreTest::Lines(lines))
    }

    /// Secrets that are saved take part only where they would stay if this were saved.
    async fn client_of_input(&self, input: &ConnectionInput) -> Result<Found, AdministrationError> {
        let mut unit = self.store.read().await?;
        let judged = self.judge_connection(unit.as_mut(), input).await?;
        Ok(match judged {
            Judged::Good(proposal) => self
                .connections
                .client_of(&proposal.definition, &proposal.secrets)
                .map_err(|_| StoreTest::Unusable),
            Judged::Faults(faults) => Err(StoreTest::Faults(faults)),
            Judged::Changed => Err(StoreTest::Changed),
        })
    }

    async fn saved_client(&self, connection: Option<&Alias>) -> Found {
        let connection = connection.ok_or(StoreTest::NoConnection)?;
        let client = self.connections.okta(connection).await;
        client.map_err(|error| match error {
            Unusable::Unknown(_) => StoreTest::NoConnection,
            _ => StoreTest::Unusable,
        })
    }

    async fn note_test(
        &self,
        granted: &Granted<EditConnections>,
        under_test: &StoreUnderTest,
        lines: &[CheckLine],
    ) -> Result<(), AdministrationError> {
        let input = under_test.connection.as_ref();
        let saved = under_test.record.connection.as_ref();
        let details = [
            ("credential_store", json!(under_test.record.alias)),
            (
                "connection",
                json!(input.map(|input| &input.alias).or(saved)),
            ),
            ("url", json!(input.map(|input| &input.url))),
            ("failed", first_failure(lines)),
        ];
        let event = granted.event(AuditKind::CredentialStoreTested, details);
        let mut unit = self.store.begin().await?;
        unit.append_audit(self.clock.now(), event).await?;
        Ok(unit.commit().await?)
    }
}

/// The code of the first failed check; null when none failed.
fn first_failure(lines: &[CheckLine]) -> Value {
    let failed = lines.iter().find_map(|line| match &line.result {
        CheckResult::Failed(failure) => Some(failure.code.as_str()),
        _ => None,
    });
    json!(failed)
}
