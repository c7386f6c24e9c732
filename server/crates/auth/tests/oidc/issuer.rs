use super::keys::Keys;
use latchkey_auth::oidc::{Attempt, Identity, Oidc, OidcError, OidcSettings, Returned};
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::Clock as _;
use secrecy::SecretString;
use serde_json::{Map, Value, json};
use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
};
use url::Url;
use wiremock::{
    Mock, MockServer, Request, ResponseTemplate,
    matchers::{method, path},
};

pub(crate) const CLIENT: &str = "0oaLatchkey";
pub(crate) const SECRET: &str = "a-client-secret-that-is-long-enough";
const RETURN: &str = "https://password.example.com/sign-in/return";

/// What the directory answers next, and what it was asked.
#[derive(Default)]
struct Script {
    keys: Value,
    token: Option<Value>,
    key_reads: usize,
    exchanges: Vec<HashMap<String, String>>,
}

/// A directory that answers as told, and the client under test.
pub(crate) struct Issuer {
    pub(crate) server: MockServer,
    pub(crate) keys: Keys,
    pub(crate) clock: Arc<TestClock>,
    pub(crate) oidc: Oidc,
    script: Arc<Mutex<Script>>,
}

impl Issuer {
    pub(crate) async fn start() -> Self {
        Self::start_requiring(&[]).await
    }

    pub(crate) async fn start_requiring(amr: &[&str]) -> Self {
        let server = MockServer::start().await;
        let keys = Keys::generate();
        let script = Arc::new(Mutex::new(Script {
            keys: keys.public("1"),
            ..Script::default()
        }));
        mount(&server, &script).await;
        let clock = Arc::new(TestClock::default());
        let http = latchkey_http::Settings {
            allow_private_targets: true,
            ..latchkey_http::Settings::default()
        };
        let settings = OidcSettings {
            issuer: server.uri(),
            client_id: CLIENT.into(),
            client_secret: Some(SecretString::from(SECRET)),
            redirect_url: RETURN.parse().expect("an address"),
            require_amr: amr.iter().map(ToString::to_string).collect(),
            http: latchkey_http::Client::new(http).expect("a client"),
            clock: clock.clone(),
            entropy: Arc::new(SeededEntropy::new(1)),
        };
        Self {
            oidc: Oidc::new(settings).expect("an issuer"),
            server,
            keys,
            clock,
            script,
        }
    }

    fn script(&self) -> std::sync::MutexGuard<'_, Script> {
        self.script.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// The keys it publishes from now on.
    pub(crate) fn publish(&self, keys: Value) {
        self.script().keys = keys;
    }

    /// The answer to the next codes; `None` is `invalid_grant`.
    pub(crate) fn answer(&self, answer: Option<Value>) {
        self.script().token = answer;
    }

    pub(crate) fn key_reads(&self) -> usize {
        self.script().key_reads
    }

    /// The fields of the code exchanges so far.
    pub(crate) fn exchanges(&self) -> Vec<HashMap<String, String>> {
        self.script().exchanges.clone()
    }

    /// The claims of a good token for an attempt that began at `address`.
    pub(crate) fn claims(&self, address: &Url) -> Map<String, Value> {
        let now = self.clock.now().as_second();
        let claims = json!({
            "iss": self.server.uri(), "aud": CLIENT, "sub": "00u1alice", "nonce": asked(address, "nonce"),
            "iat": now, "exp": now + 3600, "auth_time": now - 30, "amr": ["pwd", "mfa"],
            "name": "Alice Winter", "preferred_username": "alice.winter@example.com",
            "groups": ["Everyone", "Latchkey Auditors"],
        });
        claims.as_object().expect("an object").clone()
    }

    /// Comes back with a good code, for which the directory gives `token`.
    pub(crate) async fn finish(
        &self,
        attempt: &Attempt,
        address: &Url,
        token: &str,
    ) -> Result<Identity, OidcError> {
        self.answer(Some(token_answer(token)));
        self.oidc.finish(attempt, &returned(address)).await
    }
}

pub(crate) fn token_answer(token: &str) -> Value {
    json!({ "token_type": "Bearer", "expires_in": 3600, "access_token": "opaque", "id_token": token,
        "scope": "openid profile email groups" })
}

/// What a browser brings back when all goes well.
pub(crate) fn returned(address: &Url) -> Returned {
    Returned {
        code: Some("code-1".into()),
        state: Some(asked(address, "state")),
        ..Returned::default()
    }
}

/// A parameter of the address the browser was sent to; empty when it is missing.
pub(crate) fn asked(address: &Url, name: &str) -> String {
    let pair = address.query_pairs().find(|(key, _)| key == name);
    pair.map_or_else(String::new, |(_, value)| value.into_owned())
}

async fn mount(server: &MockServer, script: &Arc<Mutex<Script>>) {
    let uri = server.uri();
    let metadata = json!({
        "issuer": uri, "authorization_endpoint": format!("{uri}/oauth2/v1/authorize"),
        "token_endpoint": format!("{uri}/oauth2/v1/token"), "jwks_uri": format!("{uri}/oauth2/v1/keys"),
        "response_types_supported": ["code"], "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["RS256"],
        "scopes_supported": ["openid", "email", "profile", "groups"],
    });
    Mock::given(method("GET"))
        .and(path("/.well-known/openid-configuration"))
        .respond_with(ResponseTemplate::new(200).set_body_json(metadata))
        .mount(server)
        .await;
    let of_keys = Arc::clone(script);
    Mock::given(method("GET"))
        .and(path("/oauth2/v1/keys"))
        .respond_with(move |_: &Request| {
            let mut script = of_keys.lock().unwrap_or_else(PoisonError::into_inner);
            script.key_reads += 1;
            ResponseTemplate::new(200).set_body_json(&script.keys)
        })
        .mount(server)
        .await;
    let of_tokens = Arc::clone(script);
    Mock::given(method("POST"))
        .and(path("/oauth2/v1/token"))
        .respond_with(move |request: &Request| {
            let mut script = of_tokens.lock().unwrap_or_else(PoisonError::into_inner);
            let fields = url::form_urlencoded::parse(&request.body).into_owned();
            script.exchanges.push(fields.collect());
            match &script.token {
                Some(answer) => ResponseTemplate::new(200).set_body_json(answer),
                None => ResponseTemplate::new(400).set_body_json(json!({
                    "error": "invalid_grant", "error_description": "The authorization code is invalid or has expired." })),
            }
        })
        .mount(server)
        .await;
}
