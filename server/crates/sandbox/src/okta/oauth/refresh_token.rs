//! Refresh tokens: with rotation, each is good once, and using one again ends everything that came of the sign-in.

use super::access_token::Basis;
use super::digest;
use super::error::INVALID_REFRESH_TOKEN;
use crate::okta::call::Origin;
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::state::State;

/// A token that was given out.
#[derive(Debug, Clone)]
pub(crate) struct RefreshToken {
    pub(crate) basis: Basis,
    pub(crate) id: String,
    /// Rotation has replaced it.
    spent: bool,
    pub(crate) revoked: bool,
}

impl State {
    /// Makes a token.
    pub(super) fn issue_refresh_token(&mut self, basis: &Basis) -> String {
        let value = self.randomness.url_safe(43);
        let token = RefreshToken {
            basis: basis.clone(),
            id: format!("oar{}", self.randomness.alphanumeric(17)),
            spent: false,
            revoked: false,
        };
        self.oauth.refresh_tokens.insert(digest(&value), token);
        value
    }

    /// What a client's token stands for. A token that rotation has replaced takes its family with it.
    pub(super) fn use_refresh_token(
        &mut self,
        origin: &Origin,
        client_id: &str,
        value: &str,
    ) -> Result<RefreshToken, Refusal> {
        let refused = || Refusal::oauth(&INVALID_REFRESH_TOKEN);
        let token = self.oauth.refresh_tokens.get(&digest(value));
        let token = token.ok_or_else(refused)?.clone();
        if token.basis.client_id != client_id
            || token.revoked
            || !self.is_user_allowed(&token.basis)
        {
            return Err(refused());
        }
        if token.spent {
            self.revoke_tokens(|basis| basis.family == token.basis.family);
            let user = token.basis.user_id.as_deref().unwrap_or_default();
            let event = Event::on_user("app.oauth2.token.detect_reuse", user).by_client(client_id);
            self.log(origin, &event.failed("REUSE_DETECTED"));
            return Err(refused());
        }
        Ok(token)
    }

    /// Marks a token as replaced.
    pub(super) fn spend_refresh_token(&mut self, value: &str) {
        if let Some(token) = self.oauth.refresh_tokens.get_mut(&digest(value)) {
            token.spent = true;
        }
    }

    /// A token that can still be used.
    pub(super) fn live_refresh_token(&self, value: &str) -> Option<&RefreshToken> {
        let token = self.oauth.refresh_tokens.get(&digest(value))?;
        (!token.spent && !token.revoked && self.is_user_allowed(&token.basis)).then_some(token)
    }
}
