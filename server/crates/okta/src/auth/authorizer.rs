//! Signs calls, whatever the strategy.

use super::{
    AccessToken, Auth, AuthorizedApp, InvalidToken, RefreshGrant, ServiceApp,
    dpop::{DPOP, Prover, Target, USE_NONCE},
    refresh_token::Next,
    token_cache::TokenCache,
    token_endpoint::{self, TokenAnswer},
};
use crate::{Error, InvalidSettings, Scope, request::Request, response::Received};
use http::{HeaderMap, HeaderValue, header::AUTHORIZATION};
use jiff::Timestamp;
use latchkey_http::NotSent;
use latchkey_values::Entropy;
use secrecy::{ExposeSecret, SecretString};
use std::sync::Arc;
use url::Url;
use zeroize::Zeroizing;

/// Makes the `Authorization` header.
pub(crate) enum Authorizer {
    ApiToken(HeaderValue),
    OAuth(Box<OAuth>),
}

/// Where access tokens come from, and the one at hand.
pub(crate) struct OAuth {
    grant: Grant,
    prover: Option<Prover>,
    pub(crate) tokens: TokenCache,
}

enum Grant {
    ServiceApp(ServiceApp),
    RefreshToken(RefreshGrant),
}

/// What one try is signed with.
#[derive(Clone)]
pub(crate) enum Credential {
    ApiToken,
    Token(Arc<AccessToken>),
}

/// What comes before a token request is sent.
pub(crate) enum Prepared {
    /// No request is needed.
    Token(AccessToken),
    /// This one, signed.
    Request(Box<latchkey_http::Request>),
}

/// The second tries that authentication allows one call, each of them once.
#[derive(Default)]
pub(crate) struct SecondChances {
    token: bool,
    nonce: bool,
}

impl Authorizer {
    pub(crate) fn new(auth: &Auth, entropy: &dyn Entropy) -> Result<Self, InvalidSettings> {
        Ok(match auth {
            Auth::ApiToken(token) => Self::ApiToken(authorization("SSWS", token)?),
            Auth::ServiceApp(app) => Self::OAuth(Box::new(OAuth::of_service_app(app, entropy)?)),
            Auth::AuthorizedApp(app) => Self::OAuth(Box::new(OAuth::of_authorized_app(app)?)),
        })
    }

    /// The source of access tokens; `None` for an API token.
    pub(crate) fn oauth(&self) -> Option<&OAuth> {
        match self {
            Self::ApiToken(_) => None,
            Self::OAuth(oauth) => Some(oauth),
        }
    }

    /// Signs one API call.
    pub(crate) fn sign(
        &self,
        call: &mut latchkey_http::Request,
        credential: &Credential,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> Result<(), Error> {
        match (self, credential) {
            (Self::ApiToken(header), _) => {
                call.headers.insert(AUTHORIZATION, header.clone());
                Ok(())
            }
            (Self::OAuth(oauth), Credential::Token(token)) => oauth.sign(call, token, now, entropy),
            (Self::OAuth(_), Credential::ApiToken) => Err(Error::NotSent(NotSent::Invalid)),
        }
    }

    /// Takes over what an API answer says to the next call.
    pub(crate) fn learn(&self, credential: &Credential, headers: &HeaderMap) {
        if let (Some(oauth), Credential::Token(token)) = (self.oauth(), credential)
            && let Some(prover) = &oauth.prover
        {
            prover.keep_nonce(Target::Api(token), headers);
        }
    }

    /// Whether a refused call goes out once more, with a new token or another proof. The refusal came
    /// before the call could act.
    pub(crate) fn allows_again(
        &self,
        error: &Error,
        credential: &Credential,
        chances: &mut SecondChances,
    ) -> bool {
        let (Some(oauth), Credential::Token(token)) = (self.oauth(), credential) else {
            return false;
        };
        if oauth.prover.is_some() && error.has_oauth_code(USE_NONCE) {
            return !std::mem::replace(&mut chances.nonce, true);
        }
        if !error.doubts_token() {
            return false;
        }
        oauth.tokens.forget(token);
        !std::mem::replace(&mut chances.token, true)
    }
}

impl OAuth {
    fn of_service_app(app: &ServiceApp, entropy: &dyn Entropy) -> Result<Self, InvalidSettings> {
        if app.scopes.is_empty() {
            return Err(InvalidSettings::NoScope);
        }
        Ok(Self {
            grant: Grant::ServiceApp(app.clone()),
            prover: app.dpop.then(|| Prover::new(entropy)).transpose()?,
            tokens: TokenCache::default(),
        })
    }

    fn of_authorized_app(app: &AuthorizedApp) -> Result<Self, InvalidSettings> {
        if app.refresh_token.expose_secret().is_empty() {
            return Err(InvalidToken.into());
        }
        Ok(Self {
            grant: Grant::RefreshToken(RefreshGrant::new(app)),
            prover: None,
            tokens: TokenCache::default(),
        })
    }

    /// What was asked for; empty when the admin's consent decides.
    pub(crate) fn requested_scopes(&self) -> &[Scope] {
        match &self.grant {
            Grant::ServiceApp(app) => &app.scopes,
            Grant::RefreshToken(_) => &[],
        }
    }

    fn sign(
        &self,
        call: &mut latchkey_http::Request,
        token: &AccessToken,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> Result<(), Error> {
        let invalid = Error::NotSent(NotSent::Invalid);
        let scheme = if self.prover.is_some() {
            DPOP
        } else {
            "Bearer"
        };
        let secret = SecretString::from(token.expose());
        let header = authorization(scheme, &secret).map_err(|_| invalid.clone())?;
        call.headers.insert(AUTHORIZATION, header);
        if let Some(prover) = &self.prover {
            let target = Target::Api(token);
            let proof = prover.prove(target, &call.method, &call.url, now, entropy);
            call.headers.insert("dpop", proof.ok_or(invalid)?);
        }
        Ok(())
    }

    /// Prepares one try to get a token.
    pub(crate) async fn prepare(
        &self,
        org: &Url,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> Result<Prepared, Error> {
        let request = match &self.grant {
            Grant::ServiceApp(app) => app.token_request(&token_endpoint::url(org), now, entropy)?,
            Grant::RefreshToken(grant) => match grant.next(now).await? {
                Next::Use(token) => return Ok(Prepared::Token(token)),
                Next::Ask(request) => request,
            },
        };
        let call = self.prove_token_request(&request, org, now, entropy)?;
        Ok(Prepared::Request(Box::new(call)))
    }

    fn prove_token_request(
        &self,
        request: &Request,
        org: &Url,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> Result<latchkey_http::Request, Error> {
        let mut call = request.to_http(org)?;
        if let Some(prover) = &self.prover {
            let proof = prover
                .prove(Target::TokenEndpoint, &call.method, &call.url, now, entropy)
                .ok_or(Error::NotSent(NotSent::Invalid))?;
            call.headers.insert("dpop", proof);
        }
        Ok(call)
    }

    /// Takes over what the token endpoint's answer says to the next request there.
    pub(crate) fn learn(&self, headers: &HeaderMap) {
        if let Some(prover) = &self.prover {
            prover.keep_nonce(Target::TokenEndpoint, headers);
        }
    }

    /// Whether the endpoint only asks for a nonce, which [`Self::learn`] has taken over.
    pub(crate) fn wants_nonce(&self, error: &Error) -> bool {
        self.prover.is_some() && error.has_oauth_code(USE_NONCE)
    }

    pub(crate) async fn accept(
        &self,
        received: &Received,
        now: Timestamp,
    ) -> Result<AccessToken, Error> {
        let answer: TokenAnswer = token_endpoint::read(received, self.prover.is_some(), now)?;
        match &self.grant {
            Grant::ServiceApp(_) => Ok(answer.access_token),
            Grant::RefreshToken(grant) => grant.accept(answer).await,
        }
    }

    /// What a failed token request means for the calls that wait for it.
    pub(crate) fn judge(&self, error: Error) -> Error {
        match &self.grant {
            Grant::ServiceApp(_) => error,
            Grant::RefreshToken(grant) => grant.judge(error),
        }
    }
}

/// The header of a scheme and its secret.
fn authorization(scheme: &str, secret: &SecretString) -> Result<HeaderValue, InvalidToken> {
    let secret = secret.expose_secret();
    if secret.is_empty() || secret.contains(char::is_whitespace) {
        return Err(InvalidToken);
    }
    let text = Zeroizing::new(format!("{scheme} {secret}"));
    let mut header = HeaderValue::from_str(&text).map_err(|_| InvalidToken)?;
    header.set_sensitive(true);
    Ok(header)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_header_is_marked_sensitive_and_debug_hides_the_token() {
        let token = SecretString::from("00secret");
        let header = authorization("SSWS", &token).expect("valid");
        assert_eq!(header, "SSWS 00secret");
        assert!(header.is_sensitive());
        let auth = Auth::ApiToken(token);
        assert!(!format!("{auth:?} {header:?}").contains("secret"));
    }

    #[test]
    fn a_token_that_could_add_a_header_is_refused() {
        for bad in ["", "a\r\nX-Evil: 1", "two words", "\u{7f}"] {
            assert!(authorization("SSWS", &bad.into()).is_err(), "{bad:?}");
        }
    }
}
