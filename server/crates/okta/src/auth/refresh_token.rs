//! Acting for an admin who signed in once: authorization code with refresh token.
//!
//! When the answer to a refresh gets lost, the same refresh token is sent again at once. Where Okta rotates
//! refresh tokens the old one stays good for a grace period, made for exactly this (guide "Refresh access
//! tokens and rotate refresh tokens"); without one there is nothing better to try.

use super::{
    AppRegistration, access_token::AccessToken, token_endpoint, token_endpoint::TokenAnswer,
};
use crate::{Error, TokenError, request::Request};
use async_trait::async_trait;
use http::header::AUTHORIZATION;
use jiff::Timestamp;
use secrecy::{ExposeSecret, SecretString};
use std::{
    fmt,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};
use subtle::ConstantTimeEq as _;

/// The right to act for an admin who has signed in to an app, until the admin or Okta ends it.
#[derive(Clone)]
pub struct AuthorizedApp {
    /// The app the admin signed in to.
    pub app: AppRegistration,
    /// The newest refresh token.
    pub refresh_token: SecretString,
    /// Where a new refresh token is stored.
    pub keeper: Arc<dyn RefreshTokenKeeper>,
}

impl fmt::Debug for AuthorizedApp {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("AuthorizedApp")
            .field("app", &self.app)
            .finish_non_exhaustive()
    }
}

/// Stores refresh tokens. Where Okta rotates them, the old one dies soon after the new one is handed
/// out, and its reuse ends the whole grant.
#[async_trait]
pub trait RefreshTokenKeeper: Send + Sync {
    /// Stores the new refresh token in place of the old one; it must outlive a crash from the moment
    /// this returns. The access token that came with it is used only afterwards.
    ///
    /// # Errors
    /// [`KeepFailed`]; the client then calls again with the same token before anything else.
    async fn keep(&self, refresh_token: &SecretString) -> Result<(), KeepFailed>;

    /// The newest stored token, which another node may have put there; `None` when there is no more to
    /// know than what this client got. Asked before each refresh.
    ///
    /// # Errors
    /// [`KeepFailed`] when the store cannot be read.
    async fn newest(&self) -> Result<Option<SecretString>, KeepFailed> {
        Ok(None)
    }
}

/// The store of the refresh token failed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the refresh token could not be stored or read")]
pub struct KeepFailed;

/// What to do for the next access token.
pub(super) enum Next {
    /// This was fetched before and waited for its refresh token to be stored.
    Use(AccessToken),
    /// Ask Okta.
    Ask(Request),
}

/// The grant in use. One fetch at a time uses it.
pub(crate) struct RefreshGrant {
    app: AppRegistration,
    keeper: Arc<dyn RefreshTokenKeeper>,
    held: Mutex<Held>,
}

struct Held {
    token: SecretString,
    /// The access token that came with `token`, until `token` is stored.
    unstored: Option<AccessToken>,
    /// Okta's refusal of `token`: final.
    ended: Option<Box<TokenError>>,
}

impl RefreshGrant {
    pub(crate) fn new(settings: &AuthorizedApp) -> Self {
        Self {
            app: settings.app.clone(),
            keeper: Arc::clone(&settings.keeper),
            held: Mutex::new(Held {
                token: settings.refresh_token.clone(),
                unstored: None,
                ended: None,
            }),
        }
    }

    /// Stores what a former call could not, or prepares a request.
    pub(super) async fn next(&self, now: Timestamp) -> Result<Next, Error> {
        if let Some(access_token) = self.store_again().await?
            && access_token.is_fresh(now)
        {
            return Ok(Next::Use(access_token));
        }
        let newest = self.keeper.newest().await?;
        let mut held = self.lock();
        if let Some(newest) = newest.filter(|newest| !is_same(newest, &held.token)) {
            held.token = newest;
            held.ended = None;
        }
        match &held.ended {
            Some(refusal) => Err(Error::GrantEnded(refusal.clone())),
            None => Ok(Next::Ask(self.request(&held.token))),
        }
    }

    async fn store_again(&self) -> Result<Option<AccessToken>, Error> {
        let Some((token, access_token)) = self.lock().take_unstored() else {
            return Ok(None);
        };
        self.store(token, access_token).await.map(Some)
    }

    /// Takes an answer; its access token comes back once a new refresh token is stored.
    pub(super) async fn accept(&self, answer: TokenAnswer) -> Result<AccessToken, Error> {
        let rotated = answer
            .refresh_token
            .filter(|new| !is_same(new, &self.lock().token));
        let Some(token) = rotated else {
            return Ok(answer.access_token);
        };
        self.lock().token = token.clone();
        self.store(token, answer.access_token).await
    }

    async fn store(
        &self,
        token: SecretString,
        access_token: AccessToken,
    ) -> Result<AccessToken, Error> {
        match self.keeper.keep(&token).await {
            Ok(()) => Ok(access_token),
            Err(failed) => {
                self.lock().unstored = Some(access_token);
                Err(failed.into())
            }
        }
    }

    /// Marks the grant as ended when the token endpoint said so.
    pub(super) fn judge(&self, error: Error) -> Error {
        match error {
            Error::Token(refusal) if refusal.code == "invalid_grant" => {
                self.lock().ended = Some(refusal.clone());
                Error::GrantEnded(refusal)
            }
            other => other,
        }
    }

    fn request(&self, refresh_token: &SecretString) -> Request {
        let mut form = vec![
            ("grant_type", "refresh_token"),
            ("refresh_token", refresh_token.expose_secret()),
        ];
        sign_in(&self.app, &mut form)
    }

    fn lock(&self) -> MutexGuard<'_, Held> {
        self.held.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Held {
    fn take_unstored(&mut self) -> Option<(SecretString, AccessToken)> {
        let access_token = self.unstored.take()?;
        Some((self.token.clone(), access_token))
    }
}

/// A token request of an app, with its name and secret.
pub(super) fn sign_in<'a>(
    app: &'a AppRegistration,
    form: &mut Vec<(&'static str, &'a str)>,
) -> Request {
    if let Some(header) = app.basic_header() {
        return token_endpoint::request()
            .form(form)
            .header(AUTHORIZATION, header);
    }
    form.push(("client_id", app.client_id.as_str()));
    token_endpoint::request().form(form)
}

fn is_same(one: &SecretString, other: &SecretString) -> bool {
    bool::from(
        one.expose_secret()
            .as_bytes()
            .ct_eq(other.expose_secret().as_bytes()),
    )
}
