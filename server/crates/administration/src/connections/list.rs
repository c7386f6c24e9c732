use crate::{Administration, AdministrationError};
use jiff::Timestamp;
use latchkey_auth::access::{Granted, ViewConnections};
use latchkey_domain::{Connection, SecretField, UnitOfWork, Versioned};
use latchkey_values::Alias;

/// A connection without its secrets.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConnectionView {
    /// What is configured.
    pub connection: Versioned<Connection>,
    /// The secrets that are set, and when they were; nothing of them.
    pub secrets: Vec<(SecretField, Timestamp)>,
    /// The secrets without which it cannot be used.
    pub missing: Vec<SecretField>,
    /// The credential stores that use it.
    pub used_by: Vec<Alias>,
}

impl Administration {
    /// All connections, by alias.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn list_connections(
        &self,
        _granted: &Granted<ViewConnections>,
    ) -> Result<Vec<ConnectionView>, AdministrationError> {
        let mut unit = self.store.read().await?;
        let mut views = Vec::new();
        for connection in unit.connections().await? {
            views.push(view(unit.as_mut(), connection).await?);
        }
        Ok(views)
    }

    /// One connection; `None` when there is none of that alias.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn view_connection(
        &self,
        _granted: &Granted<ViewConnections>,
        alias: &Alias,
    ) -> Result<Option<ConnectionView>, AdministrationError> {
        let mut unit = self.store.read().await?;
        match unit.connection(alias).await? {
            Some(connection) => Ok(Some(view(unit.as_mut(), connection).await?)),
            None => Ok(None),
        }
    }
}

async fn view(
    unit: &mut dyn UnitOfWork,
    connection: Versioned<Connection>,
) -> Result<ConnectionView, AdministrationError> {
    let alias = &connection.definition.alias;
    let sealed = unit.connection_secrets(alias).await?;
    let secrets: Vec<_> = sealed
        .iter()
        .map(|secret| (secret.field, secret.set_at))
        .collect();
    let is_set = |field: &&SecretField| secrets.iter().any(|(set, _)| set == *field);
    let needs = connection.definition.credential.needs().iter();
    Ok(ConnectionView {
        missing: needs.filter(|field| !is_set(field)).copied().collect(),
        used_by: users(unit, alias).await?,
        secrets,
        connection,
    })
}

/// The credential stores over a connection.
pub(super) async fn users(
    unit: &mut dyn UnitOfWork,
    alias: &Alias,
) -> Result<Vec<Alias>, AdministrationError> {
    let stores = unit.credential_stores().await?;
    Ok(stores
        .into_iter()
        .map(|store| store.definition)
        .filter(|store| store.connection.as_ref() == Some(alias))
        .map(|store| store.alias)
        .collect())
}
