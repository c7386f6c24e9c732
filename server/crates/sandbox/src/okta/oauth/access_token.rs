//! Access tokens: JWTs to look at, but only the org that made them can tell whether they are good.

use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::error::{INVALID_TOKEN, SERVER_ERROR, TOKEN_EXPIRED, TOKEN_REVOKED};
use super::{Digest, digest};
use crate::okta::error::{Entry, Refusal};
use crate::okta::state::State;
use crate::okta::users::Status;

/// Tokens of the org authorization server live an hour; nobody can change that.
pub(crate) const LIFETIME: SignedDuration = SignedDuration::from_hours(1);

/// What a token is given for.
#[derive(Debug, Clone)]
pub(crate) struct Basis {
    pub(crate) client_id: String,
    /// `None`: the client acts for itself.
    pub(crate) user_id: Option<String>,
    pub(crate) scopes: Vec<String>,
    /// When the user signed in.
    pub(crate) auth_time: Option<Timestamp>,
    /// Thumbprint of the key that the token is bound to.
    pub(crate) thumbprint: Option<String>,
    /// What ties together all tokens that come of one sign-in.
    pub(crate) family: u64,
}

/// A token that was given out.
#[derive(Debug, Clone)]
pub(crate) struct AccessToken {
    pub(crate) basis: Basis,
    pub(crate) id: String,
    pub(crate) issued: Timestamp,
    pub(crate) expires: Timestamp,
    pub(crate) revoked: bool,
}

impl State {
    /// Makes a token.
    pub(super) fn issue_access_token(&mut self, basis: &Basis) -> Result<String, Refusal> {
        let issued = self.now();
        let token = AccessToken {
            basis: basis.clone(),
            id: format!("AT.{}", self.randomness.url_safe(43)),
            issued,
            expires: issued.checked_add(LIFETIME).unwrap_or(issued),
            revoked: false,
        };
        let claims = self.claims(&token).to_string();
        let key = &self.oauth.keys()?.internal;
        let header = json!({
            "kid": key.kid,
            "typ": "application/okta-internal-at+jwt",
            "alg": "RS256",
        });
        let signed = key.sign(&header.to_string(), &claims);
        let signed = signed.map_err(|_| Refusal::oauth(&SERVER_ERROR))?;
        self.oauth.access_tokens.insert(digest(&signed), token);
        Ok(signed)
    }

    fn claims(&self, token: &AccessToken) -> serde_json::Value {
        let basis = &token.basis;
        let mut claims = json!({
            "ver": 1,
            "jti": token.id,
            "iss": self.base_url(),
            "aud": self.base_url(),
            "sub": self.subject(basis),
            "iat": token.issued.as_second(),
            "exp": token.expires.as_second(),
            "cid": basis.client_id,
            "scp": basis.scopes,
        });
        if let Some(user_id) = &basis.user_id {
            claims["uid"] = json!(user_id);
        }
        if let Some(time) = basis.auth_time {
            claims["auth_time"] = json!(time.as_second());
        }
        if let Some(thumbprint) = &basis.thumbprint {
            claims["cnf"] = json!({ "jkt": thumbprint });
        }
        claims
    }

    /// The `sub` of an access token: the user's login, or the client that acts for itself.
    pub(super) fn subject(&self, basis: &Basis) -> String {
        let user = basis.user_id.as_ref().and_then(|id| self.users.get(id));
        user.map_or_else(|| basis.client_id.clone(), |user| user.login().to_owned())
    }

    /// A token that is good now.
    pub(super) fn live_access_token(&self, value: &str) -> Result<&AccessToken, &'static Entry> {
        let token = self.oauth.access_tokens.get(&digest(value));
        let token = token.ok_or(&INVALID_TOKEN)?;
        if token.revoked || !self.is_user_allowed(&token.basis) {
            return Err(&TOKEN_REVOKED);
        }
        if token.expires <= self.now() {
            return Err(&TOKEN_EXPIRED);
        }
        Ok(token)
    }

    /// Whether the user of a token may still use it. A suspended user comes back; a deactivated one does not.
    pub(super) fn is_user_allowed(&self, basis: &Basis) -> bool {
        basis.user_id.as_ref().is_none_or(|id| {
            let user = self.users.get(id);
            user.is_some_and(|user| {
                !matches!(user.status, Status::Suspended | Status::Deprovisioned)
            })
        })
    }

    /// Revokes every access and refresh token that `wanted` picks; gives how many were alive.
    pub(crate) fn revoke_tokens(&mut self, wanted: impl Fn(&Basis) -> bool) -> usize {
        let access = self.oauth.access_tokens.values_mut();
        let access = access.map(|token| (&token.basis, &mut token.revoked));
        let refresh = self.oauth.refresh_tokens.values_mut();
        let refresh = refresh.map(|token| (&token.basis, &mut token.revoked));
        let mut count = 0;
        for (basis, revoked) in access.chain(refresh) {
            if wanted(basis) && !*revoked {
                *revoked = true;
                count += 1;
            }
        }
        count
    }

    /// The token of a digest, whatever has become of it.
    pub(super) fn access_token_mut(&mut self, digest: &Digest) -> Option<&mut AccessToken> {
        self.oauth.access_tokens.get_mut(digest)
    }
}
