use aws_lc_rs::{
    hmac,
    rand::SystemRandom,
    rsa::KeySize,
    signature::{
        ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair as _, RSA_PKCS1_SHA256,
        RSA_PKCS1_SHA512, RSA_PSS_SHA256, RsaEncoding, RsaKeyPair,
    },
};
use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use serde_json::{Value, json};

/// The directory's keys.
pub(crate) struct Keys {
    rsa: RsaKeyPair,
    ec: EcdsaKeyPair,
}

/// How a token is signed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Signing {
    Rs256,
    Rs512,
    Ps256,
    Es256,
    /// With the public key's bytes as the secret.
    HmacWithPublicKey,
    /// With the client secret.
    HmacWithClientSecret,
    /// With nothing.
    Empty,
}

pub(crate) fn encoded(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

impl Keys {
    pub(crate) fn generate() -> Self {
        Self {
            rsa: RsaKeyPair::generate(KeySize::Rsa2048).expect("a key"),
            ec: EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).expect("a key"),
        }
    }

    /// The public keys as the directory publishes them, named `rsa-…` and `ec-…`.
    pub(crate) fn public(&self, name: &str) -> Value {
        json!({ "keys": [self.rsa_public(&format!("rsa-{name}")), self.ec_public(&format!("ec-{name}"))] })
    }

    pub(crate) fn rsa_public(&self, name: &str) -> Value {
        let public = self.rsa.public_key();
        json!({ "kty": "RSA", "use": "sig", "alg": "RS256", "kid": name,
            "n": encoded(public.modulus().big_endian_without_leading_zero()),
            "e": encoded(public.exponent().big_endian_without_leading_zero()) })
    }

    fn ec_public(&self, name: &str) -> Value {
        // 4, x, y: SEC 1, section 2.3.3.
        let point = self.ec.public_key().as_ref();
        json!({ "kty": "EC", "use": "sig", "crv": "P-256", "kid": name,
            "x": encoded(&point[1..33]), "y": encoded(&point[33..]) })
    }

    pub(crate) fn token(&self, signing: Signing, header: &str, payload: &str) -> String {
        let input = format!("{}.{}", encoded(header), encoded(payload));
        let signature = self.sign(signing, input.as_bytes());
        format!("{input}.{}", encoded(signature))
    }

    fn sign(&self, signing: Signing, input: &[u8]) -> Vec<u8> {
        let random = SystemRandom::new();
        let with_rsa = |padding: &'static dyn RsaEncoding| {
            let mut signature = vec![0; self.rsa.public_modulus_len()];
            self.rsa
                .sign(padding, &random, input, &mut signature)
                .expect("signed");
            signature
        };
        let with_secret = |secret: &[u8]| {
            let key = hmac::Key::new(hmac::HMAC_SHA256, secret);
            hmac::sign(&key, input).as_ref().to_vec()
        };
        match signing {
            Signing::Rs256 => with_rsa(&RSA_PKCS1_SHA256),
            Signing::Rs512 => with_rsa(&RSA_PKCS1_SHA512),
            Signing::Ps256 => with_rsa(&RSA_PSS_SHA256),
            Signing::Es256 => {
                let signature = self.ec.sign(&random, input).expect("signed");
                signature.as_ref().to_vec()
            }
            Signing::HmacWithPublicKey => with_secret(self.rsa.public_key().as_ref()),
            Signing::HmacWithClientSecret => with_secret(super::issuer::SECRET.as_bytes()),
            Signing::Empty => Vec::new(),
        }
    }
}
