//! The org authorization server: sign-in for applications (OpenID Connect) and tokens for Okta's own API (OAuth 2.0).

pub(crate) mod access_token;
pub(crate) mod apps;
pub(crate) mod authorize;
pub(crate) mod bearer;
pub(crate) mod client_assertion;
pub(crate) mod client_authentication;
pub(crate) mod code;
pub(crate) mod dpop;
pub(crate) mod error;
pub(crate) mod id_token;
pub(crate) mod introspect;
pub(crate) mod jwks;
pub(crate) mod jwt;
pub(crate) mod logout;
pub(crate) mod metadata;
pub(crate) mod refresh_token;
pub(crate) mod replay;
pub(crate) mod revoke;
pub(crate) mod scopes;
pub(crate) mod session;
pub(crate) mod sign_in;
pub(crate) mod signing_keys;
pub(crate) mod steering;
pub(crate) mod token;
pub(crate) mod userinfo;

use std::collections::BTreeMap;

use self::access_token::AccessToken;
use self::apps::App;
use self::authorize::request::AuthorizeRequest;
use self::code::Code;
use self::dpop::nonce::Nonces;
use self::error::{INVALID_CLIENT_ID, SERVER_ERROR};
use self::id_token::flaw::IdTokenFlaw;
use self::refresh_token::RefreshToken;
use self::replay::Seen;
use self::session::Session;
use self::signing_keys::SigningKeys;
use super::error::Refusal;

/// SHA-256 of a token: what the org keeps of it.
pub(crate) type Digest = [u8; 32];

/// What the authorization server knows.
#[derive(Debug, Default)]
pub(crate) struct OAuth {
    /// By client id.
    pub(crate) apps: BTreeMap<String, App>,
    /// Made when they are first needed: making one takes a while, and most tests need none.
    keys: Option<SigningKeys>,
    /// Sessions of browsers, by the value of the cookie.
    sessions: BTreeMap<String, Session>,
    /// Authorize requests that wait for somebody to sign in, by the key in the sign-in page's address.
    waiting: BTreeMap<String, AuthorizeRequest>,
    codes: BTreeMap<String, Code>,
    access_tokens: BTreeMap<Digest, AccessToken>,
    refresh_tokens: BTreeMap<Digest, RefreshToken>,
    /// Ids of assertions and proofs that have been used.
    seen: Seen,
    nonces: Nonces,
    /// What is wrong with the next id token; `None`: nothing.
    flaw: Option<IdTokenFlaw>,
    last_family: u64,
}

impl OAuth {
    /// An app by client id.
    pub(crate) fn app(&self, client_id: &str) -> Result<&App, Refusal> {
        let app = self.apps.get(client_id);
        app.ok_or_else(|| Refusal::oauth(&INVALID_CLIENT_ID))
    }

    /// The keys that sign tokens.
    pub(crate) fn keys(&mut self) -> Result<&mut SigningKeys, Refusal> {
        let keys = match self.keys.take() {
            Some(keys) => keys,
            None => SigningKeys::generate().map_err(|_| Refusal::oauth(&SERVER_ERROR))?,
        };
        Ok(self.keys.insert(keys))
    }

    /// A number for all tokens that come of one sign-in.
    fn new_family(&mut self) -> u64 {
        self.last_family += 1;
        self.last_family
    }
}

/// What is kept of a token.
pub(crate) fn digest(token: &str) -> Digest {
    use sha2::Digest as _;
    sha2::Sha256::digest(token.as_bytes()).into()
}

/// Base64 for URLs, without padding.
pub(crate) fn base64_url(bytes: &[u8]) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(bytes)
}
