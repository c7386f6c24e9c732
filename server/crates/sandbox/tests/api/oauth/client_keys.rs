//! Keys of clients, and what they sign with them.

use std::sync::atomic::{AtomicU64, Ordering};

use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use http::Method;
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use latchkey_sandbox::okta::{OAuthApp, SeededApp};
use serde_json::{Value, json};

use super::browser::encoded;
use crate::client::{Api, Reply};

pub(crate) const SCOPES: &str = "okta.users.read okta.groups.read";

/// An elliptic-curve key.
pub(crate) struct Key {
    private: EncodingKey,
    pub(crate) public: Jwk,
}

impl Key {
    pub(crate) fn new() -> Self {
        let pair = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
        let private = EncodingKey::from_ec_der(pair.to_pkcs8v1().unwrap().as_ref());
        let mut public = Jwk::from_encoding_key(&private, Algorithm::ES256).unwrap();
        public.common.key_id = Some(public.thumbprint(ThumbprintHash::SHA256).unwrap());
        Self { private, public }
    }

    pub(crate) fn kid(&self) -> String {
        self.public.common.key_id.clone().unwrap()
    }

    pub(crate) fn sign(&self, header: &Header, claims: &Value) -> String {
        jsonwebtoken::encode(header, claims, &self.private).unwrap()
    }
}

/// A text that has not been used.
fn fresh_id() -> String {
    static LAST: AtomicU64 = AtomicU64::new(0);
    format!("id-{}", LAST.fetch_add(1, Ordering::Relaxed))
}

/// Sets members of an object; `null` takes them away.
fn change(object: &mut Value, changes: &Value) {
    for (name, value) in changes.as_object().unwrap() {
        if value.is_null() {
            object.as_object_mut().unwrap().remove(name);
        } else {
            object[name] = value.clone();
        }
    }
}

/// A `DPoP` proof of `key` for a call, with changed claims.
pub(crate) fn proof(api: &Api, key: &Key, method: &str, path: &str, changes: &Value) -> String {
    let mut header = Header::new(Algorithm::ES256);
    header.typ = Some("dpop+jwt".to_owned());
    header.jwk = Some(key.public.clone());
    let mut claims = json!({
        "htm": method,
        "htu": format!("{}{path}", api.sandbox().okta_url()),
        "iat": api.org().now().as_second(),
        "jti": fresh_id(),
    });
    change(&mut claims, changes);
    key.sign(&header, &claims)
}

/// A service app with a registered key.
pub(crate) struct Service<'a> {
    api: &'a Api,
    pub(crate) app: OAuthApp,
    pub(crate) key: Key,
}

impl<'a> Service<'a> {
    pub(crate) fn new(api: &'a Api, seeded: SeededApp) -> Self {
        let app = api.org().oauth_app(seeded).unwrap();
        let key = Key::new();
        let public = serde_json::to_value(&key.public).unwrap();
        api.org()
            .register_public_key(&app.client_id, &public)
            .unwrap();
        Self { api, app, key }
    }

    fn endpoint(&self) -> String {
        format!("{}/oauth2/v1/token", self.api.sandbox().okta_url())
    }

    /// An assertion with changed claims.
    pub(crate) fn assertion(&self, changes: &Value) -> String {
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(self.key.kid());
        self.assertion_with(&header, &self.key, changes)
    }

    pub(crate) fn assertion_with(&self, header: &Header, key: &Key, changes: &Value) -> String {
        let now = self.api.org().now().as_second();
        let mut claims = json!({
            "iss": self.app.client_id,
            "sub": self.app.client_id,
            "aud": self.endpoint(),
            "iat": now,
            "exp": now + 300,
            "jti": fresh_id(),
        });
        change(&mut claims, changes);
        key.sign(header, &claims)
    }

    /// Asks for a token with an assertion, a scope and perhaps proofs.
    pub(crate) async fn ask(&self, assertion: &str, scope: &str, proofs: &[String]) -> Reply {
        let form = [
            ("grant_type", "client_credentials"),
            ("scope", scope),
            (
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:jwt-bearer",
            ),
            ("client_assertion", assertion),
        ];
        let mut request = self
            .api
            .request(Method::POST, "/oauth2/v1/token")
            .header("content-type", "application/x-www-form-urlencoded")
            .body(encoded(&form));
        for proof in proofs {
            request = request.header("dpop", proof);
        }
        self.api.send(request).await
    }

    /// A bearer token with these scopes.
    pub(crate) async fn token(&self, scope: &str) -> String {
        let reply = self.ask(&self.assertion(&json!({})), scope, &[]).await;
        assert_eq!(reply.status, 200, "{:?}", reply.body);
        reply.body["access_token"].as_str().unwrap().to_owned()
    }
}
