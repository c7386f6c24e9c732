//! `/oauth2/v1/token` of the org's own authorization server, the only one that hands out `okta.*` scopes.

use super::{AccessToken, dpop::DPOP};
use crate::{Error, Scope, TokenError, request::Request, response::Received};
use jiff::Timestamp;
use secrecy::SecretString;
use serde::Deserialize;
use url::Url;

pub(crate) const PATH: &str = "/oauth2/v1/token";

/// The answer to a successful token request.
pub(crate) struct TokenAnswer {
    pub(crate) access_token: AccessToken,
    /// Where the grant has one: the refresh token to use next time.
    pub(crate) refresh_token: Option<SecretString>,
}

#[derive(Deserialize)]
struct Body {
    token_type: String,
    access_token: SecretString,
    expires_in: u32,
    #[serde(default)]
    scope: String,
    refresh_token: Option<SecretString>,
}

/// A request without its form. It may be repeated: a token that nobody uses changes nothing.
pub(crate) fn request() -> Request {
    Request::token_request(PATH)
}

/// The endpoint's address, which assertions name as their audience.
pub(crate) fn url(org: &Url) -> Url {
    let mut url = org.clone();
    url.set_path(PATH);
    url
}

/// Reads an answer. A token of the other type than expected is of no use: one bound to a key cannot be
/// used without, and one that is not bound lacks the protection that was asked for.
pub(crate) fn read(
    received: &Received,
    with_dpop: bool,
    now: Timestamp,
) -> Result<TokenAnswer, Error> {
    let body: Body = received.parse(&request())?;
    let expected = if with_dpop { DPOP } else { "Bearer" };
    if !body.token_type.eq_ignore_ascii_case(expected) {
        let path = "token_type".to_owned();
        return Err(Error::Unreadable { path });
    }
    let scopes = Scope::list(&body.scope);
    Ok(TokenAnswer {
        access_token: AccessToken::new(body.access_token, scopes, now, body.expires_in),
        refresh_token: body.refresh_token,
    })
}

/// What a failed exchange with the endpoint means: a refusal there is not one of the call.
pub(crate) fn failure(error: Error) -> Error {
    match error {
        Error::Okta(refusal) if refusal.status < 500 => {
            Error::Token(Box::new(TokenError::from(*refusal)))
        }
        other => other,
    }
}
