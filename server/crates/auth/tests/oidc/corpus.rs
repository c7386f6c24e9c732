//! Tokens that are no proof. Each is refused, and nothing outside the log tells why.

use super::{
    issuer::{Issuer, SECRET, asked},
    keys::{Keys, Signing, encoded},
};
use latchkey_auth::oidc::{OidcError, Refusal};
use serde_json::{Map, Value, json};
use url::Url;

const HEADER: &str = r#"{"alg":"RS256","kid":"rsa-1"}"#;

/// One wrong token after another, each one wrong in one way.
struct Corpus<'a> {
    issuer: &'a Issuer,
    address: &'a Url,
    tokens: Vec<(String, String)>,
}

impl Corpus<'_> {
    fn text(&self, change: impl FnOnce(&mut Map<String, Value>)) -> String {
        let mut claims = self.issuer.claims(self.address);
        change(&mut claims);
        Value::Object(claims).to_string()
    }

    fn add(&mut self, name: &str, token: String) {
        self.tokens.push((name.to_owned(), token));
    }

    fn signed(&mut self, name: &str, signing: Signing, header: &str) {
        let token = self.issuer.keys.token(signing, header, &self.text(|_| {}));
        self.add(name, token);
    }

    /// A well-signed token with another value for a claim; `None` leaves it out.
    fn claim(&mut self, claim: &str, value: Option<Value>) {
        let name = format!("{claim}: {value:?}");
        let text = self.text(|claims| {
            match value {
                Some(value) => claims.insert(claim.to_owned(), value),
                None => claims.remove(claim),
            };
        });
        let token = self.issuer.keys.token(Signing::Rs256, HEADER, &text);
        self.add(&name, token);
    }

    /// A well-signed token in whose text a claim has a value that no JSON library would write.
    fn raw(&mut self, claim: &str, value: &str) {
        let text = self.text(|claims| {
            claims.insert(claim.to_owned(), json!("PLACE"));
        });
        let text = text.replace("\"PLACE\"", value);
        let token = self.issuer.keys.token(Signing::Rs256, HEADER, &text);
        self.add(&format!("{claim}: {value}"), token);
    }

    fn headers(&mut self) {
        let strangers = Keys::generate();
        let jwk = strangers.rsa_public("rsa-1");
        let foreign = strangers.token(Signing::Rs256, HEADER, &self.text(|_| {}));
        self.add("signed by a stranger", foreign);
        for (name, header) in [
            ("jwk", json!({ "alg": "RS256", "kid": "rsa-1", "jwk": jwk })),
            ("jwk without kid", json!({ "alg": "RS256", "jwk": jwk })),
            (
                "jku",
                json!({ "alg": "RS256", "kid": "rsa-1", "jku": "https://evil.example/keys" }),
            ),
            (
                "x5u",
                json!({ "alg": "RS256", "kid": "rsa-1", "x5u": "https://evil.example/x5u" }),
            ),
        ] {
            let token = strangers.token(Signing::Rs256, &header.to_string(), &self.text(|_| {}));
            self.add(name, token);
        }
        for alg in ["none", "None", "NONE", ""] {
            let header = json!({ "alg": alg, "kid": "rsa-1" }).to_string();
            self.signed(&format!("alg {alg:?}"), Signing::Empty, &header);
        }
        let hs256 = r#"{"alg":"HS256","kid":"rsa-1"}"#;
        self.signed(
            "HS256 with the public key",
            Signing::HmacWithPublicKey,
            hs256,
        );
        self.signed(
            "HS256 with the client secret",
            Signing::HmacWithClientSecret,
            r#"{"alg":"HS256"}"#,
        );
        self.signed("RS512", Signing::Rs512, r#"{"alg":"RS512","kid":"rsa-1"}"#);
        self.signed("PS256", Signing::Ps256, r#"{"alg":"PS256","kid":"rsa-1"}"#);
        self.signed(
            "ES256 with the RSA key's name",
            Signing::Es256,
            r#"{"alg":"ES256","kid":"rsa-1"}"#,
        );
        self.signed("no signature", Signing::Empty, HEADER);
        for kid in ["../../../../dev/null", "rsa-1' OR '1'='1", "rsa-2", ""] {
            let header = json!({ "alg": "RS256", "kid": kid }).to_string();
            self.signed(&format!("kid {kid:?}"), Signing::Rs256, &header);
        }
        self.signed(
            "crit",
            Signing::Rs256,
            r#"{"alg":"RS256","kid":"rsa-1","crit":["exp"]}"#,
        );
        self.signed(
            "an access token's type",
            Signing::Rs256,
            r#"{"alg":"RS256","kid":"rsa-1","typ":"at+jwt"}"#,
        );
        self.signed(
            "nested",
            Signing::Rs256,
            r#"{"alg":"RS256","kid":"rsa-1","cty":"JWT"}"#,
        );
    }

    fn parties(&mut self) {
        let uri = self.issuer.server.uri();
        for iss in [
            json!(format!("{uri}/")),
            json!(uri.to_uppercase()),
            json!("https://evil.example"),
            json!([uri]),
            json!(""),
        ] {
            self.claim("iss", Some(iss));
        }
        let client = super::issuer::CLIENT;
        for aud in [
            json!("another"),
            json!([]),
            json!([client, "another"]),
            json!(client.to_lowercase()),
        ] {
            self.claim("aud", Some(aud));
        }
        self.claim("azp", Some(json!("another")));
        for sub in [json!(""), json!(7), json!("x".repeat(256))] {
            self.claim("sub", Some(sub));
        }
        for nonce in [
            json!(""),
            json!("another"),
            json!(asked(self.address, "state")),
            json!(null),
        ] {
            self.claim("nonce", Some(nonce));
        }
        for claim in ["iss", "aud", "sub", "nonce"] {
            self.claim(claim, None);
        }
    }

    fn times(&mut self) {
        let claims = self.issuer.claims(self.address);
        let now = claims["iat"].as_i64().expect("a number");
        for claim in ["exp", "iat", "auth_time"] {
            self.claim(claim, None);
        }
        self.claim("exp", Some(json!(now - 61)));
        self.claim("exp", Some(json!(0)));
        self.claim("exp", Some(json!(-1)));
        self.claim("nbf", Some(json!(now + 61)));
        self.claim("iat", Some(json!(now + 61)));
        self.claim("iat", Some(json!(now - 3600)));
        self.claim("auth_time", Some(json!(now + 61)));
        for claim in ["exp", "nbf", "iat", "auth_time"] {
            let text = format!("\"{}\"", now + 3600);
            let float = format!("{}.5", now - 30);
            for value in [
                &text,
                &float,
                "1e400",
                "1e9",
                "true",
                "[]",
                "9223372036854775807",
            ] {
                self.raw(claim, value);
            }
        }
    }

    fn shapes(&mut self) {
        let good = self
            .issuer
            .keys
            .token(Signing::Rs256, HEADER, &self.text(|_| {}));
        let parts: Vec<_> = good.split('.').collect();
        let (header, payload, signature) = (parts[0], parts[1], parts[2]);
        let others = encoded(self.text(|claims| {
            claims.insert("sub".into(), json!("00u2bob"));
        }));
        for (name, token) in [
            ("another payload", format!("{header}.{others}.{signature}")),
            ("two parts", format!("{header}.{payload}")),
            ("four parts", format!("{good}.{signature}")),
            ("an opaque access token", "opaque".to_owned()),
            ("empty", String::new()),
            ("signature cut", good[..good.len() - 4].to_owned()),
            (
                "no object",
                self.issuer.keys.token(Signing::Rs256, HEADER, "[]"),
            ),
            (
                "no JSON",
                self.issuer.keys.token(Signing::Rs256, HEADER, "{"),
            ),
        ] {
            self.add(name, token);
        }
        let access = json!({ "iss": self.issuer.server.uri(), "aud": self.issuer.server.uri(),
            "sub": "alice.winter@example.com", "cid": super::issuer::CLIENT, "uid": "00u1alice",
            "scp": ["openid"], "iat": 1, "exp": i64::from(u32::MAX) });
        let access = self
            .issuer
            .keys
            .token(Signing::Rs256, HEADER, &access.to_string());
        self.add("an access token", access);
    }
}

#[tokio::test]
async fn item_71_what_is_no_proof_is_refused_with_one_answer() {
    let issuer = Issuer::start().await;
    let (address, attempt) = issuer.oidc.begin(false).await.expect("begins");
    let mut corpus = Corpus {
        issuer: &issuer,
        address: &address,
        tokens: Vec::new(),
    };
    corpus.headers();
    corpus.parties();
    corpus.times();
    corpus.shapes();
    let tokens = corpus.tokens;
    assert!(tokens.len() >= 40, "{}", tokens.len());
    for (name, token) in &tokens {
        let answer = issuer.finish(&attempt, &address, token).await;
        assert_eq!(answer, Err(OidcError::Refused(Refusal::Token)), "{name}");
    }
    // The attempt itself is good: only the tokens were not.
    let good = Value::Object(issuer.claims(&address)).to_string();
    let good = issuer.keys.token(Signing::Rs256, HEADER, &good);
    let identity = issuer.finish(&attempt, &address, &good).await;
    assert_eq!(identity.expect("signed in").principal.subject, "00u1alice");
    assert!(!format!("{:?} {attempt:?}", issuer.oidc).contains(SECRET));
}

#[tokio::test]
async fn times_may_be_apart_as_far_as_clocks_are() {
    let issuer = Issuer::start().await;
    let (address, attempt) = issuer.oidc.begin(false).await.expect("begins");
    let claims = issuer.claims(&address);
    let now = claims["iat"].as_i64().expect("a number");
    for (claim, time) in [
        ("exp", now - 59),
        ("nbf", now + 60),
        ("iat", now + 60),
        ("iat", now - 60),
        ("auth_time", now + 60),
    ] {
        let mut claims = claims.clone();
        claims.insert(claim.to_owned(), json!(time));
        let text = Value::Object(claims).to_string();
        let token = issuer.keys.token(Signing::Rs256, HEADER, &text);
        let answer = issuer.finish(&attempt, &address, &token).await;
        assert!(answer.is_ok(), "{claim} {time}: {answer:?}");
    }
}
