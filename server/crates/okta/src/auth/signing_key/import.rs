use super::{InvalidKey, KeyPair};
use aws_lc_rs::{
    rsa::{KeyPairComponents, PublicKeyComponents},
    signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, RsaKeyPair},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use jsonwebtoken::EncodingKey;
use secrecy::{ExposeSecret, SecretString};
use serde::Deserialize;
use zeroize::Zeroizing;

/// A private key as a JWK (RFC 7518, section 6).
#[derive(Deserialize)]
struct PrivateJwk {
    kty: String,
    kid: Option<String>,
    crv: Option<String>,
    x: Option<String>,
    y: Option<String>,
    n: Option<String>,
    e: Option<String>,
    d: Option<SecretString>,
    p: Option<SecretString>,
    q: Option<SecretString>,
    dp: Option<SecretString>,
    dq: Option<SecretString>,
    qi: Option<SecretString>,
}

/// The key pair in PEM or a JWK, and the JWK's `kid`.
pub(super) fn read(text: &SecretString) -> Result<(KeyPair, Option<String>), InvalidKey> {
    let text = text.expose_secret().trim();
    if text.starts_with('{') {
        let key: PrivateJwk = serde_json::from_str(text).map_err(|_| InvalidKey::Format)?;
        let id = key.kid.clone().filter(|id| !id.is_empty());
        Ok((key.pair()?, id))
    } else {
        Ok((from_pem(text)?, None))
    }
}

fn from_pem(text: &str) -> Result<KeyPair, InvalidKey> {
    if !text.contains("PRIVATE KEY-----") {
        return Err(InvalidKey::Format);
    }
    // The library only takes off the wrapping; aws-lc judges the keys.
    if let Ok(key) = EncodingKey::from_ec_pem(text.as_bytes()) {
        return EcdsaKeyPair::from_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, key.as_bytes())
            .map(KeyPair::Ec)
            .map_err(|_| InvalidKey::Unsupported);
    }
    let key = EncodingKey::from_rsa_pem(text.as_bytes()).map_err(|_| InvalidKey::Format)?;
    RsaKeyPair::from_der(key.as_bytes())
        .map(KeyPair::Rsa)
        .map_err(|_| InvalidKey::Unsupported)
}

impl PrivateJwk {
    fn pair(&self) -> Result<KeyPair, InvalidKey> {
        match (self.kty.as_str(), self.crv.as_deref()) {
            ("EC", Some("P-256")) => self.ec(),
            ("RSA", _) => self.rsa(),
            ("EC" | "OKP" | "oct", _) => Err(InvalidKey::Unsupported),
            _ => Err(InvalidKey::Format),
        }
    }

    fn ec(&self) -> Result<KeyPair, InvalidKey> {
        // An uncompressed point (SEC 1, section 2.3.3).
        let mut point = vec![4];
        point.extend(public(self.x.as_ref())?);
        point.extend(public(self.y.as_ref())?);
        let private = private(self.d.as_ref())?;
        let algorithm = &ECDSA_P256_SHA256_FIXED_SIGNING;
        EcdsaKeyPair::from_private_key_and_public_key(algorithm, &private, &point)
            .map(KeyPair::Ec)
            .map_err(|_| InvalidKey::Unsupported)
    }

    fn rsa(&self) -> Result<KeyPair, InvalidKey> {
        let public_key = PublicKeyComponents {
            n: public(self.n.as_ref())?,
            e: public(self.e.as_ref())?,
        };
        let components = KeyPairComponents {
            public_key,
            d: private(self.d.as_ref())?,
            p: private(self.p.as_ref())?,
            q: private(self.q.as_ref())?,
            dP: private(self.dp.as_ref())?,
            dQ: private(self.dq.as_ref())?,
            qInv: private(self.qi.as_ref())?,
        };
        RsaKeyPair::from_components(&components)
            .map(KeyPair::Rsa)
            .map_err(|_| InvalidKey::Unsupported)
    }
}

fn public(field: Option<&String>) -> Result<Vec<u8>, InvalidKey> {
    let text = field.ok_or(InvalidKey::Format)?;
    URL_SAFE_NO_PAD
        .decode(text.trim_end_matches('='))
        .map_err(|_| InvalidKey::Format)
}

fn private(field: Option<&SecretString>) -> Result<Zeroizing<Vec<u8>>, InvalidKey> {
    let text = field.ok_or(InvalidKey::Format)?.expose_secret();
    URL_SAFE_NO_PAD
        .decode(text.trim_end_matches('='))
        .map(Zeroizing::new)
        .map_err(|_| InvalidKey::Format)
}
