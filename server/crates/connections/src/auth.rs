use crate::{Unusable, Vault};
use async_trait::async_trait;
use latchkey_domain::{Connection, Credential, SecretField, Store};
use latchkey_okta::{
    AppRegistration, Auth, AuthorizedApp, ClientId, KeepFailed, RefreshTokenKeeper, Scope,
    ServiceApp, SigningKey,
};
use latchkey_values::{Alias, Clock};
use secrecy::SecretString;
use std::{collections::BTreeMap, sync::Arc};

/// The opened secrets of a connection.
pub type Secrets = BTreeMap<SecretField, SecretString>;

/// Keeps the refresh token of a connection where every node finds it.
pub(crate) struct Keeper {
    pub(crate) store: Arc<dyn Store>,
    pub(crate) vault: Vault,
    pub(crate) clock: Arc<dyn Clock>,
    pub(crate) alias: Alias,
}

/// How the client of a connection proves who it is.
pub(crate) fn auth(
    definition: &Connection,
    secrets: &Secrets,
    keeper: impl FnOnce() -> Keeper,
) -> Result<Auth, Unusable> {
    let alias = &definition.alias;
    let secret = |field| {
        let secret = secrets.get(&field).cloned();
        secret.ok_or_else(|| Unusable::NoSecret(alias.clone()))
    };
    Ok(match &definition.credential {
        Credential::ApiToken => Auth::ApiToken(secret(SecretField::ApiToken)?),
        Credential::OAuthService {
            client_id,
            scopes,
            key_id,
            dpop,
        } => {
            let key = SigningKey::import(&secret(SecretField::PrivateKey)?);
            let key = key.map_err(|error| Unusable::broken(alias, &error))?;
            Auth::ServiceApp(ServiceApp {
                client_id: app_id(alias, client_id)?,
                key: key_id
                    .as_ref()
                    .map_or_else(|| key.clone(), |id| key.with_id(id)),
                scopes: checked_scopes(alias, scopes)?,
                dpop: *dpop,
            })
        }
        Credential::OAuthWeb { .. } => Auth::AuthorizedApp(AuthorizedApp {
            app: app_registration(definition, secrets)?,
            refresh_token: secret(SecretField::RefreshToken)?,
            keeper: Arc::new(keeper()),
        }),
    })
}

/// The web app of a connection.
///
/// # Errors
/// [`Unusable`] when its credential is none.
pub fn app_registration(
    definition: &Connection,
    secrets: &Secrets,
) -> Result<AppRegistration, Unusable> {
    let alias = &definition.alias;
    let Credential::OAuthWeb { client_id, .. } = &definition.credential else {
        return Err(Unusable::broken(alias, &"its credential is no web app"));
    };
    Ok(AppRegistration {
        client_id: app_id(alias, client_id)?,
        client_secret: secrets.get(&SecretField::ClientSecret).cloned(),
    })
}

fn app_id(alias: &Alias, client_id: &str) -> Result<ClientId, Unusable> {
    let id = client_id.parse();
    id.map_err(|error| Unusable::broken(alias, &error))
}

fn checked_scopes(alias: &Alias, scopes: &[String]) -> Result<Vec<Scope>, Unusable> {
    let scopes: Result<_, _> = scopes.iter().map(|scope| scope.parse()).collect();
    scopes.map_err(|error: latchkey_okta::InvalidScope| Unusable::broken(alias, &error))
}

#[async_trait]
impl RefreshTokenKeeper for Keeper {
    /// Only in place of another: one that was taken away, with its host or by an admin, stays away.
    async fn keep(&self, refresh_token: &SecretString) -> Result<(), KeepFailed> {
        let kept = self.replace(refresh_token).await;
        kept.map_err(|error| {
            let error = &*error as &dyn std::error::Error;
            tracing::error!(alias = %self.alias, error, "a refresh token could not be stored");
            KeepFailed
        })
    }

    async fn newest(&self) -> Result<Option<SecretString>, KeepFailed> {
        let mut unit = self.store.read().await.map_err(|_| KeepFailed)?;
        let opened = self.vault.open(unit.as_mut(), &self.alias).await;
        let mut secrets = opened.map_err(|_| KeepFailed)?;
        Ok(secrets.remove(&SecretField::RefreshToken))
    }
}

impl Keeper {
    async fn replace(
        &self,
        refresh_token: &SecretString,
    ) -> Result<(), Box<dyn std::error::Error + Send + Sync>> {
        let mut unit = self.store.begin().await?;
        unit.change_configuration().await?;
        let secrets = unit.connection_secrets(&self.alias).await?;
        let is_there =
            |secret: &latchkey_domain::SealedSecret| secret.field == SecretField::RefreshToken;
        if !secrets.iter().any(is_there) {
            return Err("the connection has no refresh token any more".into());
        }
        let (alias, now) = (&self.alias, self.clock.now());
        self.vault
            .put(
                unit.as_mut(),
                alias,
                SecretField::RefreshToken,
                refresh_token,
                now,
            )
            .await?;
        Ok(unit.commit().await?)
    }
}
