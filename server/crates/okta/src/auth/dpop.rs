//! Proofs that the caller holds a key (`DPoP`, RFC 9449), so that a stolen token is of no use.

use super::{AccessToken, InvalidKey, SigningKey};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use http::{HeaderMap, HeaderValue, Method};
use jiff::Timestamp;
use jsonwebtoken::Header;
use latchkey_values::Entropy;
use serde::Serialize;
use sha2::{Digest, Sha256};
use std::sync::{Mutex, MutexGuard, PoisonError};
use url::Url;

/// Both the header that carries a proof and the authorization scheme that goes with it.
pub(crate) const DPOP: &str = "DPoP";
/// Where Okta says which nonce it wants next.
const NONCE: &str = "dpop-nonce";
/// The error code by which it asks for one.
pub(crate) const USE_NONCE: &str = "use_dpop_nonce";

/// Makes proofs. Its key lives as long as the client and never leaves it.
pub(crate) struct Prover {
    key: SigningKey,
    header: Header,
    nonces: Mutex<Nonces>,
}

/// The newest nonce of each server: the token endpoint's says nothing to the API.
#[derive(Default)]
struct Nonces {
    token_endpoint: Option<String>,
    api: Option<String>,
}

/// What a proof is for.
#[derive(Clone, Copy)]
pub(crate) enum Target<'a> {
    TokenEndpoint,
    Api(&'a AccessToken),
}

#[derive(Serialize)]
struct Claims<'a> {
    htm: &'a str,
    htu: &'a str,
    iat: i64,
    jti: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    nonce: Option<String>,
    /// Binds the proof to the access token.
    #[serde(skip_serializing_if = "Option::is_none")]
    ath: Option<String>,
}

impl Prover {
    pub(crate) fn new(entropy: &dyn Entropy) -> Result<Self, InvalidKey> {
        let key = SigningKey::generate(entropy)?;
        let mut header = key.header();
        header.typ = Some("dpop+jwt".to_owned());
        header.jwk = Some(key.public_key());
        Ok(Self {
            key,
            header,
            nonces: Mutex::default(),
        })
    }

    /// The proof for one request; each request needs its own.
    pub(crate) fn prove(
        &self,
        target: Target<'_>,
        method: &Method,
        url: &Url,
        now: Timestamp,
        entropy: &dyn Entropy,
    ) -> Option<HeaderValue> {
        let mut url = url.clone();
        url.set_query(None);
        url.set_fragment(None);
        let claims = Claims {
            htm: method.as_str(),
            htu: url.as_str(),
            iat: now.as_second(),
            jti: entropy.token(),
            nonce: self.lock().of(target).clone(),
            ath: target.token_hash(),
        };
        let proof = self.key.sign(&self.header, &claims)?;
        let mut proof = HeaderValue::try_from(proof).ok()?;
        proof.set_sensitive(true);
        Some(proof)
    }

    /// Takes over the nonce an answer brings.
    pub(crate) fn keep_nonce(&self, target: Target<'_>, headers: &HeaderMap) {
        let nonce = headers.get(NONCE).and_then(|value| value.to_str().ok());
        if let Some(nonce) = nonce.filter(|nonce| (1..=1024).contains(&nonce.len())) {
            *self.lock().of(target) = Some(nonce.to_owned());
        }
    }

    fn lock(&self) -> MutexGuard<'_, Nonces> {
        self.nonces.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Nonces {
    fn of(&mut self, target: Target<'_>) -> &mut Option<String> {
        match target {
            Target::TokenEndpoint => &mut self.token_endpoint,
            Target::Api(_) => &mut self.api,
        }
    }
}

impl Target<'_> {
    fn token_hash(self) -> Option<String> {
        match self {
            Self::TokenEndpoint => None,
            Self::Api(token) => Some(URL_SAFE_NO_PAD.encode(Sha256::digest(token.expose()))),
        }
    }
}
