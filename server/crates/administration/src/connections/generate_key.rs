use super::{
    save::{changed_event, next},
    secret_event,
};
use crate::{Administration, AdministrationError, changed_by::changed_by};
use latchkey_auth::access::{EditConnections, Granted, ViewConnections};
use latchkey_domain::{Connection, Credential, SecretField, Versioned};
use latchkey_okta::SigningKey;
use latchkey_values::Alias;

/// What came of making a key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum KeyMade {
    /// The private key is sealed; the public one goes to Okta.
    Made {
        /// The public key as a JSON Web Key Set, for the app's page in Okta.
        jwks: String,
        /// The key's id.
        key_id: String,
        /// The connection's version now.
        version: u32,
    },
    /// The connection is gone or not the version that was seen, or its credential has no key.
    Changed,
    /// No key could be made.
    NotMade,
}

impl Administration {
    /// Makes the key pair of an OAuth service app, in place of the one before. From then on the portal
    /// signs with the new one: Okta has to know it first, so keep the old one there for a while.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn generate_connection_key(
        &self,
        granted: &Granted<EditConnections>,
        alias: &Alias,
        version: u32,
    ) -> Result<KeyMade, AdministrationError> {
        let mut unit = self.store.begin().await?;
        unit.change_configuration().await?;
        let known = unit.connection(alias).await?;
        let before = known.filter(|known| known.version == version);
        let Ok(key) = SigningKey::generate(&*self.entropy) else {
            return Ok(KeyMade::NotMade);
        };
        let Some(definition) = before.as_ref().and_then(|known| with_key(known, key.id())) else {
            return Ok(KeyMade::Changed);
        };
        let now = next(before.as_ref(), definition, self, changed_by(granted));
        if !unit.put_connection(&now).await? {
            return Ok(KeyMade::Changed);
        }
        let (field, time) = (SecretField::PrivateKey, self.clock.now());
        self.vault
            .put(unit.as_mut(), alias, field, key.to_pkcs8_pem(), time)
            .await?;
        let changed = changed_event(granted, before.as_ref(), &now);
        for event in [changed, secret_event(granted, alias, field, "set")] {
            unit.append_audit(time, event).await?;
        }
        unit.commit().await?;
        self.follow_change().await;
        Ok(KeyMade::Made {
            jwks: key.public_jwks(),
            key_id: key.id().to_owned(),
            version: now.version,
        })
    }

    /// The public key of a connection once more, as a JSON Web Key Set. `None` when it has no key.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn connection_public_key(
        &self,
        _granted: &Granted<ViewConnections>,
        alias: &Alias,
    ) -> Result<Option<String>, AdministrationError> {
        let mut unit = self.store.read().await?;
        let Some(known) = unit.connection(alias).await? else {
            return Ok(None);
        };
        let secrets = self.vault.open(unit.as_mut(), alias).await?;
        let key = secrets.get(&SecretField::PrivateKey);
        let key = key.and_then(|key| SigningKey::import(key).ok());
        let id = match known.definition.credential {
            Credential::OAuthService { key_id, .. } => key_id,
            _ => None,
        };
        Ok(key.map(|key| match id {
            Some(id) => key.with_id(&id).public_jwks(),
            None => key.public_jwks(),
        }))
    }
}

/// The connection with this key; `None` when its credential has none.
fn with_key(known: &Versioned<Connection>, id: &str) -> Option<Connection> {
    let mut definition = known.definition.clone();
    let Credential::OAuthService { key_id, .. } = &mut definition.credential else {
        return None;
    };
    *key_id = Some(id.to_owned());
    Some(definition)
}
