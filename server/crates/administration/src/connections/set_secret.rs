use super::{ConnectionFault, ConnectionInput, ConnectionSaved};
use crate::{Administration, AdministrationError};
use latchkey_auth::access::{EditConnections, Granted};
use latchkey_connections::Secrets;
use latchkey_domain::SecretField;
use latchkey_values::Alias;
use secrecy::SecretString;

/// What came of setting a secret.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SecretSet {
    /// It is set; the connection has this version now.
    Set {
        /// The new version.
        version: u32,
    },
    /// Nothing was changed, for these reasons.
    Faults(Vec<ConnectionFault>),
    /// There is no such connection, or somebody else changed it meanwhile.
    Changed,
}

impl Administration {
    /// Sets a secret of a connection, in place of the one before, and changes nothing else.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn set_connection_secret(
        &self,
        granted: &Granted<EditConnections>,
        alias: &Alias,
        field: SecretField,
        secret: SecretString,
    ) -> Result<SecretSet, AdministrationError> {
        let Some(known) = self.store.read().await?.connection(alias).await? else {
            return Ok(SecretSet::Changed);
        };
        let definition = known.definition;
        let input = ConnectionInput {
            url: definition.url().to_string(),
            alias: definition.alias,
            name: definition.name,
            environment: definition.environment,
            credential: definition.credential,
            secrets: Secrets::from([(field, secret)]),
            proxy_of: None,
            replaces: Some(known.version),
        };
        Ok(match self.save_connection(granted, &input).await? {
            ConnectionSaved::Saved { version } => SecretSet::Set { version },
            ConnectionSaved::Faults(faults) => SecretSet::Faults(faults),
            ConnectionSaved::Changed => SecretSet::Changed,
        })
    }
}
