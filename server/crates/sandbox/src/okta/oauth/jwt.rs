//! JWTs as they come in, and their signatures. Claims are checked by whoever reads them.

use std::str::FromStr as _;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jsonwebtoken::jwk::Jwk;
use jsonwebtoken::{Algorithm, DecodingKey, crypto};
use serde_json::{Map, Value};

use super::base64_url;

/// A JWT taken apart; nothing about it is verified.
#[derive(Debug)]
pub(crate) struct Jwt<'a> {
    pub(crate) header: Map<String, Value>,
    pub(crate) claims: Map<String, Value>,
    signed: &'a str,
    signature: &'a str,
}

impl<'a> Jwt<'a> {
    /// Takes a token apart; `None` when it is none.
    pub(crate) fn parse(token: &'a str) -> Option<Self> {
        let (signed, signature) = token.rsplit_once('.')?;
        let (header, claims) = signed.split_once('.')?;
        Some(Self {
            header: object(header)?,
            claims: object(claims)?,
            signed,
            signature,
        })
    }

    /// The header's algorithm, when it is one with a public key.
    pub(crate) fn algorithm(&self) -> Option<Algorithm> {
        let name = self.header.get("alg").and_then(Value::as_str)?;
        let algorithm = Algorithm::from_str(name).ok()?;
        matches!(name.get(..2), Some("RS" | "ES")).then_some(algorithm)
    }

    /// A text of the header.
    pub(crate) fn header_text(&self, name: &str) -> Option<&str> {
        self.header.get(name).and_then(Value::as_str)
    }

    /// A text of the claims.
    pub(crate) fn text(&self, name: &str) -> Option<&str> {
        self.claims.get(name).and_then(Value::as_str)
    }

    /// A time of the claims in seconds since 1970.
    pub(crate) fn seconds(&self, name: &str) -> Option<i64> {
        self.claims.get(name).and_then(Value::as_i64)
    }

    /// Whether `audience` is the `aud` claim, or among it.
    pub(crate) fn is_for(&self, audience: &str) -> bool {
        match self.claims.get("aud") {
            Some(Value::String(one)) => one == audience,
            Some(Value::Array(several)) => several.iter().any(|one| one == audience),
            _ => false,
        }
    }

    /// Whether the signature is that of a key.
    pub(crate) fn is_signed_by(&self, key: &Jwk, algorithm: Algorithm) -> bool {
        let verified = DecodingKey::from_jwk(key).and_then(|key| {
            crypto::verify(self.signature, self.signed.as_bytes(), &key, algorithm)
        });
        verified.unwrap_or(false)
    }
}

fn object(part: &str) -> Option<Map<String, Value>> {
    let bytes = URL_SAFE_NO_PAD.decode(part).ok()?;
    serde_json::from_slice(&bytes).ok()
}

/// Header and claims as the signature covers them.
pub(crate) fn signing_input(header: &str, claims: &str) -> String {
    format!(
        "{}.{}",
        base64_url(header.as_bytes()),
        base64_url(claims.as_bytes())
    )
}
