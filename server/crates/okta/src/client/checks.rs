//! What an admin who sets up a connection sees: one check after the other, each with Okta's own words
//! ([`Error::okta_words`]) when it fails.

use super::{Client, token_fetch::Way};
use crate::{Error, RateHeadroom, Scope, auth::Wanted, request::Request};
use jiff::Timestamp;
use serde::de::IgnoredAny;

/// What came of asking for an access token.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum TokenCheck {
    /// The credential is an API token: there is nothing to ask for.
    NotNeeded,
    /// Okta handed out a token.
    Granted {
        /// What the token is good for.
        scopes: Vec<Scope>,
        /// What was asked for and not granted: an admin must grant it to the app.
        missing: Vec<Scope>,
        /// When the token expires.
        expires_at: Timestamp,
    },
}

impl Client {
    /// Asks for a new access token, whatever is at hand. All later calls use it.
    ///
    /// # Errors
    /// [`Error::Token`] or [`Error::GrantEnded`] with Okta's words, else why it could not be asked.
    pub async fn check_token(&self) -> Result<TokenCheck, Error> {
        let Some(oauth) = self.shared.authorizer.oauth() else {
            return Ok(TokenCheck::NotNeeded);
        };
        let token = self.shared.token(oauth, Wanted::New, Way::Queue).await?;
        let has = |wanted: &&Scope| token.scopes.iter().any(|scope| scope.includes(wanted));
        let requested = oauth.requested_scopes().iter();
        Ok(TokenCheck::Granted {
            missing: requested.filter(|wanted| !has(wanted)).cloned().collect(),
            scopes: token.scopes.clone(),
            expires_at: token.expires_at,
        })
    }

    /// Reads one person (`GET /api/v1/users?limit=1`, scope `okta.users.read`), whoever it is: a call that
    /// every kind of credential can make.
    ///
    /// # Errors
    /// [`Error::credential_problem`] tells a refused credential from missing rights.
    pub async fn check_read(&self) -> Result<(), Error> {
        let request = Request::get("/api/v1/users").query("limit", &1);
        self.read::<Vec<IgnoredAny>>(&request).await.map(drop)
    }

    /// What is left of each rate limit that answers have told of. Calls nobody: empty before the first
    /// answer, and a limit whose window is over is left out.
    #[must_use]
    pub fn rate_headroom(&self) -> Vec<RateHeadroom> {
        self.shared.budget.headroom()
    }
}
