//! The RSA keys that sign tokens: one that signs now, and those before it, which are still published.

use std::sync::OnceLock;

use aws_lc_rs::encoding::{AsDer as _, Pkcs8V1Der};
use aws_lc_rs::rsa::{KeyPair, KeySize};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, crypto};

use super::jwt::signing_input;

/// A key could not be made or used.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct KeyFailure;

impl From<aws_lc_rs::error::Unspecified> for KeyFailure {
    fn from(_: aws_lc_rs::error::Unspecified) -> Self {
        Self
    }
}

impl From<jsonwebtoken::errors::Error> for KeyFailure {
    fn from(_: jsonwebtoken::errors::Error) -> Self {
        Self
    }
}

/// An RSA key with its id.
#[derive(Debug, Clone)]
pub(crate) struct SigningKey {
    pub(crate) kid: String,
    private: EncodingKey,
    pub(crate) public: Jwk,
}

impl SigningKey {
    /// A new key of 2048 bits, from the system's own randomness.
    pub(crate) fn generate() -> Result<Self, KeyFailure> {
        let pair = KeyPair::generate(KeySize::Rsa2048)?;
        let der: Pkcs8V1Der<'static> = pair.as_der()?;
        let pem = format!(
            "-----BEGIN PRIVATE KEY-----\n{}\n-----END PRIVATE KEY-----\n",
            STANDARD.encode(der.as_ref())
        );
        let private = EncodingKey::from_rsa_pem(pem.as_bytes())?;
        let mut public = Jwk::from_encoding_key(&private, Algorithm::RS256)?;
        let kid = public.thumbprint(ThumbprintHash::SHA256)?;
        public.common.key_id = Some(kid.clone());
        public.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(Self {
            kid,
            private,
            public,
        })
    }

    /// Signs header and claims as they stand.
    pub(crate) fn sign(&self, header: &str, claims: &str) -> Result<String, KeyFailure> {
        let input = signing_input(header, claims);
        let signature = crypto::sign(input.as_bytes(), &self.private, Algorithm::RS256)?;
        Ok(format!("{input}.{signature}"))
    }
}

/// The org's keys.
#[derive(Debug)]
pub(crate) struct SigningKeys {
    /// Signs access tokens. It is not published: nobody but the org can tell whether they are good, and the org looks
    /// them up. So all orgs of a process share it, because making a key takes a while.
    pub(crate) internal: SigningKey,
    /// Signs id tokens.
    pub(crate) active: SigningKey,
    /// Published, and signing no more; newest first.
    earlier: Vec<SigningKey>,
}

impl SigningKeys {
    pub(crate) fn generate() -> Result<Self, KeyFailure> {
        static INTERNAL: OnceLock<SigningKey> = OnceLock::new();
        let internal = if let Some(key) = INTERNAL.get() {
            key.clone()
        } else {
            let made = SigningKey::generate()?;
            INTERNAL.get_or_init(|| made).clone()
        };
        Ok(Self {
            internal,
            active: SigningKey::generate()?,
            earlier: Vec::new(),
        })
    }

    /// Replaces the key that signs; the one before stays published.
    pub(crate) fn rotate(&mut self) -> Result<(), KeyFailure> {
        let before = std::mem::replace(&mut self.active, SigningKey::generate()?);
        self.earlier.insert(0, before);
        Ok(())
    }

    /// Publishes the key that signs and no other.
    pub(crate) fn forget_earlier(&mut self) {
        self.earlier.clear();
    }

    /// What is published.
    pub(crate) fn published(&self) -> JwkSet {
        let keys = std::iter::once(&self.active).chain(&self.earlier);
        JwkSet {
            keys: keys.map(|key| key.public.clone()).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::jwt::Jwt;
    use super::*;

    #[test]
    fn a_token_is_signed_by_its_key_and_by_no_other() {
        let mut keys = SigningKeys::generate().unwrap();
        let token = keys.active.sign("{\"alg\":\"RS256\"}", "{\"sub\":\"a\"}");
        let token = token.unwrap();
        let jwt = Jwt::parse(&token).unwrap();
        let algorithm = jwt.algorithm().unwrap();
        assert!(jwt.is_signed_by(&keys.active.public, algorithm));
        assert!(!jwt.is_signed_by(&keys.internal.public, algorithm));
        keys.rotate().unwrap();
        assert!(!jwt.is_signed_by(&keys.active.public, algorithm));
        assert!(jwt.is_signed_by(&keys.published().keys[1], algorithm));
        keys.forget_earlier();
        assert_eq!(keys.published().keys.len(), 1);
    }

    #[test]
    fn debug_output_shows_nothing_of_a_private_key() {
        let key = SigningKey::generate().unwrap();
        assert!(format!("{key:?}").contains("[redacted]"));
    }
}
