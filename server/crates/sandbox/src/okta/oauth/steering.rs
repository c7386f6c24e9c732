//! What tests and the demo read of the OAuth apps, and how they change them.

use std::fmt;

use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::Jwk;
use serde_json::Value;

use super::apps::{App, Authentication};
use super::id_token::flaw::IdTokenFlaw;
use super::signing_keys::KeyFailure;
use crate::okta::org::Org;
use crate::okta::seed::apps as seeded;
use crate::okta::steering::SteeringError;

/// The apps of the beginning.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SeededApp {
    /// "Latchkey": a web app through which people sign in to the portal. Client secret, `groups` claim of the groups
    /// that begin with `Latchkey`, no redirect URI until one is set.
    SignIn,
    /// A service app: `private_key_jwt`, no public key until one is registered, roles of the service administrator.
    Service,
    /// The same, and every request needs a `DPoP` proof.
    DpopService,
    /// A web app that an administrator gives access to Okta's API: client secret, refresh tokens without rotation.
    ApiAccess,
    /// A client without a secret: PKCE is required, refresh tokens rotate.
    Public,
}

/// An OAuth app as a client must know it.
#[derive(Clone, PartialEq, Eq)]
pub struct OAuthApp {
    /// The client id.
    pub client_id: String,
    /// The client secret; `None` for apps that have none.
    pub client_secret: Option<String>,
    /// The name that the sign-in page shows.
    pub label: String,
    /// Where codes may be sent.
    pub redirect_uris: Vec<String>,
    /// Scopes of Okta's API that are granted, sorted.
    pub granted_scopes: Vec<String>,
    /// Ids of the registered public keys, oldest first; empty where a key has none.
    pub key_ids: Vec<String>,
    /// Whether every token request needs a `DPoP` proof.
    pub requires_dpop: bool,
}

impl fmt::Debug for OAuthApp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("OAuthApp")
            .field("client_id", &self.client_id)
            .field("label", &self.label)
            .finish_non_exhaustive()
    }
}

/// Changes of an app; `None` leaves a setting as it is.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct OAuthAppChange {
    /// Where codes may be sent, compared as they stand.
    pub redirect_uris: Option<Vec<String>>,
    /// Where browsers may be sent after signing out.
    pub logout_redirect_uris: Option<Vec<String>>,
    /// Whether every authorize request needs a PKCE challenge.
    pub requires_pkce: Option<bool>,
    /// Whether every token request needs a `DPoP` proof.
    pub requires_dpop: Option<bool>,
    /// Whether each use of a refresh token gives the next one.
    pub rotates_refresh_tokens: Option<bool>,
    /// What the `groups` claim holds.
    pub groups_claim: Option<GroupsClaim>,
    /// Who may sign in.
    pub assigned_to: Option<Assigned>,
    /// The scopes of Okta's API that are granted, instead of those before.
    pub granted_scopes: Option<Vec<String>>,
}

/// What an app's `groups` claim holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum GroupsClaim {
    /// There is no such claim.
    Missing,
    /// Groups whose names begin so.
    StartingWith(String),
}

/// Who may sign in to an app.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Assigned {
    /// Everybody.
    Everyone,
    /// Members of groups of these names.
    Groups(Vec<String>),
}

impl Org {
    /// An app of the beginning as it is now.
    ///
    /// # Errors
    /// The app has been removed.
    pub fn oauth_app(&self, app: SeededApp) -> Result<OAuthApp, SteeringError> {
        let state = self.lock_state();
        let label = seeded::label(app);
        let found = state.oauth.apps.values().find(|app| app.label == label);
        let found = found.ok_or_else(|| SteeringError::NoSuchApp(label.to_owned()))?;
        Ok(view(found))
    }

    /// Changes an app.
    ///
    /// # Errors
    /// No app has the client id.
    pub fn change_oauth_app(
        &self,
        client_id: &str,
        change: OAuthAppChange,
    ) -> Result<(), SteeringError> {
        self.with_app(client_id, |app| apply(app, change))
    }

    /// All apps in the order of their creation.
    #[must_use]
    pub fn oauth_apps(&self) -> Vec<OAuthApp> {
        self.lock_state().oauth.apps.values().map(view).collect()
    }

    /// Registers public keys, a JWK or a JWKS as JSON, with which the app's assertions are checked. A key of the same
    /// `kid` is replaced.
    ///
    /// # Errors
    /// No app has the client id, or something in the JSON is no public key; then nothing is registered.
    pub fn register_public_key(&self, client_id: &str, json: &Value) -> Result<(), SteeringError> {
        let refused = || SteeringError::Refused("This is no public JWK or JWKS.".to_owned());
        let keys = public_keys(json).ok_or_else(refused)?;
        self.with_app(client_id, |app| {
            for key in keys {
                app.keys
                    .retain(|known| known.common.key_id != key.common.key_id);
                app.keys.push(key);
            }
        })
    }

    /// Forgets the public keys of an app.
    ///
    /// # Errors
    /// No app has the client id.
    pub fn forget_public_keys(&self, client_id: &str) -> Result<(), SteeringError> {
        self.with_app(client_id, |app| app.keys.clear())
    }

    /// Deletes an app; its tokens are worthless from now on.
    ///
    /// # Errors
    /// No app has the client id.
    pub fn delete_oauth_app(&self, client_id: &str) -> Result<(), SteeringError> {
        let removed = self.lock_state().oauth.apps.remove(client_id);
        removed
            .map(drop)
            .ok_or_else(|| SteeringError::NoSuchApp(client_id.to_owned()))
    }

    /// Revokes every access and refresh token.
    pub fn revoke_all_tokens(&self) {
        self.lock_state().revoke_tokens(|_| true);
    }

    /// Signs id tokens with a new key from now on; the one before stays published. Gives the new `kid`.
    ///
    /// # Errors
    /// No key could be made.
    pub fn rotate_signing_key(&self) -> Result<String, SteeringError> {
        let mut state = self.lock_state();
        let failed = || SteeringError::Refused("No signing key could be made.".to_owned());
        let keys = state.oauth.keys().map_err(|_| failed())?;
        keys.rotate().map_err(|KeyFailure| failed())?;
        let kid = keys.active.kid.clone();
        let event = crate::okta::logs::Event::by_system("app.oauth2.key.rollover");
        state.log(&crate::okta::call::Origin::default(), &event);
        Ok(kid)
    }

    /// Publishes only the key that signs now.
    ///
    /// # Errors
    /// No key could be made.
    pub fn forget_earlier_signing_keys(&self) -> Result<(), SteeringError> {
        let mut state = self.lock_state();
        state.oauth.keys()?.forget_earlier();
        Ok(())
    }

    /// Takes no `DPoP` nonce that was given out so far.
    pub fn forget_dpop_nonces(&self) {
        self.lock_state().oauth.nonces.forget();
    }

    /// Makes the next id token wrong, and only that one.
    pub fn spoil_next_id_token(&self, flaw: IdTokenFlaw) {
        self.lock_state().oauth.flaw = Some(flaw);
    }

    fn with_app(
        &self,
        client_id: &str,
        change: impl FnOnce(&mut App),
    ) -> Result<(), SteeringError> {
        let mut state = self.lock_state();
        let app = state.oauth.apps.get_mut(client_id);
        let app = app.ok_or_else(|| SteeringError::NoSuchApp(client_id.to_owned()))?;
        change(app);
        Ok(())
    }
}

fn view(app: &App) -> OAuthApp {
    OAuthApp {
        client_id: app.client_id.clone(),
        client_secret: match &app.authentication {
            Authentication::Secret(secret) => Some(secret.clone()),
            Authentication::PrivateKey | Authentication::Nothing => None,
        },
        label: app.label.clone(),
        redirect_uris: app.redirect_uris.clone(),
        granted_scopes: app.granted_scopes.iter().cloned().collect(),
        key_ids: app
            .keys
            .iter()
            .map(|key| key.common.key_id.clone().unwrap_or_default())
            .collect(),
        requires_dpop: app.requires_dpop,
    }
}

/// The keys of a JWK or a JWKS. `None`: it holds something else than public keys.
fn public_keys(json: &Value) -> Option<Vec<Jwk>> {
    let several = json["keys"].as_array().map(Vec::as_slice);
    let single = std::slice::from_ref(json);
    let keys = several.unwrap_or(single).iter().map(|json| {
        let secret = json.get("d").is_some() || json.get("k").is_some();
        let key: Jwk = serde_json::from_value(json.clone()).ok()?;
        let usable = !secret && DecodingKey::from_jwk(&key).is_ok();
        usable.then_some(key)
    });
    keys.collect()
}

fn apply(app: &mut App, change: OAuthAppChange) {
    fn set<T>(setting: &mut T, wanted: Option<T>) {
        if let Some(wanted) = wanted {
            *setting = wanted;
        }
    }
    set(&mut app.redirect_uris, change.redirect_uris);
    set(&mut app.logout_redirect_uris, change.logout_redirect_uris);
    set(&mut app.requires_pkce, change.requires_pkce);
    set(&mut app.requires_dpop, change.requires_dpop);
    set(
        &mut app.rotates_refresh_tokens,
        change.rotates_refresh_tokens,
    );
    let claim = change.groups_claim.map(|claim| match claim {
        GroupsClaim::Missing => None,
        GroupsClaim::StartingWith(beginning) => Some(beginning),
    });
    set(&mut app.groups_claim, claim);
    let assigned = change.assigned_to.map(|assigned| match assigned {
        Assigned::Everyone => None,
        Assigned::Groups(names) => Some(names),
    });
    set(&mut app.assigned_groups, assigned);
    let scopes = change
        .granted_scopes
        .map(|scopes| scopes.into_iter().collect());
    set(&mut app.granted_scopes, scopes);
}
