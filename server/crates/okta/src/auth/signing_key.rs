//! Private keys that sign for the client.

mod import;

use aws_lc_rs::{
    agreement::{ECDH_P256, PrivateKey},
    encoding::AsDer,
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RsaKeyPair},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use jsonwebtoken::{
    Algorithm, EncodingKey, Header,
    jwk::{CommonParameters, Jwk, JwkSet, PublicKeyUse, ThumbprintHash},
};
use latchkey_values::Entropy;
use secrecy::SecretString;
use serde::Serialize;
use std::{fmt, sync::Arc};
use zeroize::Zeroizing;

/// Draws until one is a P-256 key. One draw in four thousand million is none.
const MOST_DRAWS: u32 = 16;

/// A private key: P-256 (signs ES256) or RSA of 2048 bits and more (signs RS256). `Debug` shows the key
/// id only.
#[derive(Clone)]
pub struct SigningKey(Arc<Parts>);

struct Parts {
    pkcs8_pem: SecretString,
    encoding: EncodingKey,
    algorithm: Algorithm,
    public: Jwk,
    id: String,
}

/// What was given is no private key this client can sign with.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum InvalidKey {
    /// Neither PEM nor a JWK, or a public key.
    #[error("this is not a private key in PEM (PKCS#8, or PKCS#1 for RSA) or as a JWK")]
    Format,
    /// Another kind of key.
    #[error("the key must be for P-256 (ES256) or RSA with 2048 to 8192 bits (RS256)")]
    Unsupported,
    /// The randomness gave no key.
    #[error("no key could be made")]
    NotMade,
}

/// A key pair as the cryptographic library holds it, checked by it.
enum KeyPair {
    Ec(EcdsaKeyPair),
    Rsa(RsaKeyPair),
}

impl SigningKey {
    /// A new P-256 key. The key comes from `entropy` alone; signatures later take one random number each
    /// from the cryptographic library, which cannot be told to use another source.
    ///
    /// # Errors
    /// [`InvalidKey::NotMade`] when `entropy` gives out no randomness.
    pub fn generate(entropy: &dyn Entropy) -> Result<Self, InvalidKey> {
        for _ in 0..MOST_DRAWS {
            let mut drawn = Zeroizing::new([0; 32]);
            entropy.fill(&mut *drawn);
            if let Some(pair) = ec_key_pair(&*drawn) {
                return Self::new(&KeyPair::Ec(pair), None);
            }
        }
        Err(InvalidKey::NotMade)
    }

    /// Reads a private key from PEM or from a JWK; a JWK's `kid` is taken over.
    ///
    /// # Errors
    /// [`InvalidKey`] says what is wrong with it.
    pub fn import(text: &SecretString) -> Result<Self, InvalidKey> {
        let (pair, id) = import::read(text)?;
        Self::new(&pair, id)
    }

    /// The same key under the id that Okta shows for it. Without this the id is a JWK's own `kid`, else
    /// the key's thumbprint.
    #[must_use]
    pub fn with_id(&self, id: &str) -> Self {
        let parts = Parts {
            pkcs8_pem: self.0.pkcs8_pem.clone(),
            encoding: self.0.encoding.clone(),
            algorithm: self.0.algorithm,
            public: self.0.public.clone(),
            id: id.to_owned(),
        };
        Self(Arc::new(parts))
    }

    fn new(pair: &KeyPair, id: Option<String>) -> Result<Self, InvalidKey> {
        let (pem, algorithm) = pair.to_pem()?;
        let encoding = match algorithm {
            Algorithm::ES256 => EncodingKey::from_ec_pem(pem.as_bytes()),
            _ => EncodingKey::from_rsa_pem(pem.as_bytes()),
        };
        let encoding = encoding.map_err(|_| InvalidKey::Unsupported)?;
        let public =
            Jwk::from_encoding_key(&encoding, algorithm).map_err(|_| InvalidKey::Unsupported)?;
        let thumbprint = public
            .thumbprint(ThumbprintHash::SHA256)
            .map_err(|_| InvalidKey::Unsupported)?;
        Ok(Self(Arc::new(Parts {
            pkcs8_pem: SecretString::from(pem.as_str()),
            encoding,
            algorithm,
            public,
            id: id.unwrap_or(thumbprint),
        })))
    }

    /// The key's id (`kid`): its SHA-256 thumbprint (RFC 7638) unless it came with another.
    #[must_use]
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The private key as PKCS#8 PEM, to be sealed and stored.
    #[must_use]
    pub fn to_pkcs8_pem(&self) -> &SecretString {
        &self.0.pkcs8_pem
    }

    /// The public key as a JSON Web Key Set, to be pasted into the app's public keys at Okta.
    #[must_use]
    pub fn public_jwks(&self) -> String {
        let common = CommonParameters {
            public_key_use: Some(PublicKeyUse::Signature),
            key_id: Some(self.0.id.clone()),
            ..self.0.public.common.clone()
        };
        let key = Jwk {
            common,
            algorithm: self.0.public.algorithm.clone(),
        };
        serde_json::to_string_pretty(&JwkSet { keys: vec![key] }).unwrap_or_default()
    }

    /// The bare public key, for the header of a proof.
    pub(crate) fn public_key(&self) -> Jwk {
        Jwk {
            common: CommonParameters::default(),
            algorithm: self.0.public.algorithm.clone(),
        }
    }

    /// A header that names the algorithm and nothing else.
    pub(crate) fn header(&self) -> Header {
        Header::new(self.0.algorithm)
    }

    /// A signed token; `None` when the library cannot sign.
    pub(crate) fn sign(&self, header: &Header, claims: &impl Serialize) -> Option<String> {
        jsonwebtoken::encode(header, claims, &self.0.encoding).ok()
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("SigningKey")
            .field("id", &self.0.id)
            .finish_non_exhaustive()
    }
}

impl KeyPair {
    fn to_pem(&self) -> Result<(Zeroizing<String>, Algorithm), InvalidKey> {
        match self {
            Self::Ec(pair) => {
                let der = pair.to_pkcs8v1().map_err(|_| InvalidKey::Unsupported)?;
                Ok((pem(der.as_ref()), Algorithm::ES256))
            }
            Self::Rsa(pair) => {
                let der = pair.as_der().map_err(|_| InvalidKey::Unsupported)?;
                Ok((pem(der.as_ref()), Algorithm::RS256))
            }
        }
    }
}

/// The key with this private number; `None` when it lies outside the curve's order.
fn ec_key_pair(private: &[u8]) -> Option<EcdsaKeyPair> {
    let public = PrivateKey::from_private_key(&ECDH_P256, private)
        .ok()?
        .compute_public_key()
        .ok()?;
    EcdsaKeyPair::from_private_key_and_public_key(
        &ECDSA_P256_SHA256_FIXED_SIGNING,
        private,
        public.as_ref(),
    )
    .ok()
}

/// PKCS#8 as PEM (RFC 7468): lines of 64 characters.
fn pem(der: &[u8]) -> Zeroizing<String> {
    let encoded = Zeroizing::new(STANDARD.encode(der));
    // Room for everything at once, so that no part is left behind by a growing buffer.
    let mut pem = Zeroizing::new(String::with_capacity(encoded.len() * 2 + 64));
    pem.push_str("-----BEGIN PRIVATE KEY-----\n");
    for (index, character) in encoded.char_indices() {
        if index > 0 && index % 64 == 0 {
            pem.push('\n');
        }
        pem.push(character);
    }
    pem.push_str("\n-----END PRIVATE KEY-----\n");
    pem
}

#[cfg(test)]
mod tests;
