use super::secret_event;
use crate::{Administration, AdministrationError};
use latchkey_auth::access::{EditConnections, Granted};
use latchkey_connections::{Secrets, app_registration, consent_address, way_out};
use latchkey_credential_stores::CheckFailure;
use latchkey_domain::{Connection, SecretField};
use latchkey_okta::{AuthorizationCode, exchange_code};
use latchkey_values::Alias;
use secrecy::{ExposeSecret as _, SecretString};
use url::Url;

/// Where to send the administrator's browser, and what to remember in its session meanwhile.
#[derive(Clone, Debug)]
pub struct TokenQuestion {
    /// Okta's page for signing in and consenting.
    pub address: Url,
    /// What the answer has to repeat.
    pub state: SecretString,
    /// The proof that the answer is ours (PKCE).
    pub verifier: SecretString,
}

/// What came back with the browser, and what its session remembered.
#[derive(Clone, Debug)]
pub struct TokenAnswer {
    /// `state` of the address.
    pub state: String,
    /// `code` of the address.
    pub code: SecretString,
    /// What was remembered.
    pub question: TokenQuestion,
    /// The portal's own address that Okta sent the browser to.
    pub redirect_uri: Url,
}

/// What came of the answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GotToken {
    /// The token is stored.
    Stored {
        /// What the administrator agreed to.
        scopes: Vec<String>,
    },
    /// The answer is not to our question: nothing was asked of Okta.
    NotOurs,
    /// Okta gave no refresh token: the app may have none, or `offline_access` is not allowed.
    NoRefreshToken,
    /// Okta gave nothing.
    Refused(CheckFailure),
    /// The connection is gone, or changed meanwhile, or its credential is no web app.
    Changed,
}

impl TokenQuestion {
    /// Whether somebody who comes back with `state` brings the answer to this question.
    #[must_use]
    pub fn is_answered_by(&self, state: &str) -> bool {
        latchkey_secrets::matches(state, self.state.expose_secret())
    }
}

impl Administration {
    /// Begins "Get token" for an OAuth web app. `None` when there is no such connection, or its
    /// credential is another.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn begin_get_token(
        &self,
        _granted: &Granted<EditConnections>,
        alias: &Alias,
        redirect_uri: &Url,
    ) -> Result<Option<TokenQuestion>, AdministrationError> {
        let Some(known) = self.store.read().await?.connection(alias).await? else {
            return Ok(None);
        };
        let question = consent_address(&known.definition, redirect_uri, &*self.entropy);
        Ok(question.map(|consent| TokenQuestion {
            address: consent.address,
            state: consent.state,
            verifier: consent.verifier,
        }))
    }

    /// Finishes it: exchanges the code, and seals the refresh token.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn finish_get_token(
        &self,
        granted: &Granted<EditConnections>,
        alias: &Alias,
        answer: TokenAnswer,
    ) -> Result<GotToken, AdministrationError> {
        if !answer.question.is_answered_by(&answer.state) {
            return Ok(GotToken::NotOurs);
        }
        let mut unit = self.store.read().await?;
        let Some(known) = unit.connection(alias).await? else {
            return Ok(GotToken::Changed);
        };
        let secrets = self.vault.open(unit.as_mut(), alias).await?;
        // The call takes as long as it takes.
        drop(unit);
        let tokens = match exchange(&known.definition, &secrets, answer).await {
            Some(Ok(tokens)) => tokens,
            Some(Err(error)) => return Ok(GotToken::Refused(CheckFailure::of(&error))),
            None => return Ok(GotToken::Changed),
        };
        let Some(token) = tokens.refresh_token else {
            return Ok(GotToken::NoRefreshToken);
        };
        if !self.keep_token(granted, &known.definition, &token).await? {
            return Ok(GotToken::Changed);
        }
        let scopes = tokens.scopes.iter().map(|scope| scope.as_str().to_owned());
        Ok(GotToken::Stored {
            scopes: scopes.collect(),
        })
    }

    /// `false` when the connection is not the one the token is for any more.
    async fn keep_token(
        &self,
        granted: &Granted<EditConnections>,
        definition: &Connection,
        token: &SecretString,
    ) -> Result<bool, AdministrationError> {
        let (alias, field) = (&definition.alias, SecretField::RefreshToken);
        let mut unit = self.store.begin().await?;
        unit.change_configuration().await?;
        let known = unit.connection(alias).await?;
        if known.is_none_or(|known| known.definition != *definition) {
            return Ok(false);
        }
        let now = self.clock.now();
        self.vault
            .put(unit.as_mut(), alias, field, token, now)
            .await?;
        unit.append_audit(now, secret_event(granted, alias, field, "set"))
            .await?;
        unit.commit().await?;
        self.follow_change().await;
        Ok(true)
    }
}

/// `None` when the connection is no web app.
async fn exchange(
    definition: &Connection,
    secrets: &Secrets,
    answer: TokenAnswer,
) -> Option<Result<latchkey_okta::FirstTokens, latchkey_okta::Error>> {
    let app = app_registration(definition, secrets).ok()?;
    let http = way_out(definition, secrets).ok()?;
    let code = AuthorizationCode {
        code: answer.code,
        redirect_uri: answer.redirect_uri,
        verifier: Some(answer.question.verifier),
    };
    Some(exchange_code(&http, definition.url(), &app, &code).await)
}
