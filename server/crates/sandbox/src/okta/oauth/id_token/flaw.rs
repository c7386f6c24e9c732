//! Id tokens that are wrong on purpose, for tests of whoever reads them.

use std::collections::BTreeMap;

use jsonwebtoken::{Algorithm, EncodingKey, crypto};

use crate::okta::oauth::base64_url;
use crate::okta::oauth::jwt::signing_input;
use crate::okta::oauth::signing_keys::{KeyFailure, SigningKey, SigningKeys};

/// How an id token is signed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Signature {
    /// By the org's key.
    #[default]
    Right,
    /// By nothing: the part behind the last dot is empty.
    Missing,
    /// By another key, under the name of the org's.
    ForeignKey,
    /// By HMAC with the org's published modulus as the secret.
    HmacWithPublicKey,
    /// By the org's key, and changed afterwards.
    Broken,
}

/// What is wrong with an id token. The default is nothing.
///
/// Values are JSON texts, so that a claim may be what no JSON library writes: `("exp", Some("1e400"))`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct IdTokenFlaw {
    /// Claims to set, or with `None` to leave out.
    pub claims: Vec<(String, Option<String>)>,
    /// Header parameters to set, or with `None` to leave out.
    pub header: Vec<(String, Option<String>)>,
    /// How it is signed.
    pub signature: Signature,
    /// The access token stands in the place of the id token.
    pub access_token_instead: bool,
}

impl IdTokenFlaw {
    /// One claim is another JSON text.
    #[must_use]
    pub fn claim(name: &str, json: &str) -> Self {
        Self::default().and_claim(name, Some(json))
    }

    /// One claim is missing.
    #[must_use]
    pub fn without_claim(name: &str) -> Self {
        Self::default().and_claim(name, None)
    }

    /// It is signed in another way, and its header says so.
    #[must_use]
    pub fn signed(signature: Signature) -> Self {
        let flaw = Self {
            signature,
            ..Self::default()
        };
        match signature {
            Signature::Missing => flaw.and_header("alg", Some("\"none\"")),
            Signature::HmacWithPublicKey => flaw.and_header("alg", Some("\"HS256\"")),
            Signature::Right | Signature::ForeignKey | Signature::Broken => flaw,
        }
    }

    /// And one claim is another JSON text, or with `None` missing.
    #[must_use]
    pub fn and_claim(mut self, name: &str, json: Option<&str>) -> Self {
        self.claims.push((name.to_owned(), json.map(str::to_owned)));
        self
    }

    /// And one header parameter is another JSON text, or with `None` missing.
    #[must_use]
    pub fn and_header(mut self, name: &str, json: Option<&str>) -> Self {
        self.header.push((name.to_owned(), json.map(str::to_owned)));
        self
    }

    /// Puts the flaw in and signs.
    pub(super) fn sign(&self, mut draft: Draft, keys: &SigningKeys) -> Result<String, KeyFailure> {
        change(&mut draft.claims, &self.claims);
        change(&mut draft.header, &self.header);
        let (header, claims) = (text(&draft.header), text(&draft.claims));
        let input = signing_input(&header, &claims);
        match self.signature {
            Signature::Right => keys.active.sign(&header, &claims),
            Signature::Missing => Ok(format!("{input}.")),
            Signature::ForeignKey => SigningKey::generate()?.sign(&header, &claims),
            Signature::HmacWithPublicKey => {
                let secret = EncodingKey::from_secret(&modulus(&keys.active));
                let signature = crypto::sign(input.as_bytes(), &secret, Algorithm::HS256)?;
                Ok(format!("{input}.{signature}"))
            }
            Signature::Broken => {
                let token = keys.active.sign(&header, &claims)?;
                let (input, _) = token.rsplit_once('.').ok_or(KeyFailure)?;
                Ok(format!("{input}.{}", base64_url(&[7; 256])))
            }
        }
    }
}

/// Header and claims before they are signed: names with JSON texts.
#[derive(Debug)]
pub(super) struct Draft {
    pub(super) header: BTreeMap<String, String>,
    pub(super) claims: BTreeMap<String, String>,
}

fn change(map: &mut BTreeMap<String, String>, changes: &[(String, Option<String>)]) {
    for (name, json) in changes {
        match json {
            Some(json) => map.insert(name.clone(), json.clone()),
            None => map.remove(name),
        };
    }
}

fn text(map: &BTreeMap<String, String>) -> String {
    let members: Vec<String> = map
        .iter()
        .map(|(name, json)| format!("\"{name}\":{json}"))
        .collect();
    format!("{{{}}}", members.join(","))
}

/// The modulus as it stands in the JWKS: what a confused verifier would take for a secret.
fn modulus(key: &SigningKey) -> Vec<u8> {
    let json = serde_json::to_value(&key.public).unwrap_or_default();
    json["n"].as_str().unwrap_or_default().as_bytes().to_vec()
}
