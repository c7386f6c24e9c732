//! What any library writes to the log, at every level, while the client authenticates. The log belongs to
//! the process, so this test has one of its own.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

use latchkey_http::Settings;
use latchkey_okta::{
    AppRegistration, Auth, AuthorizationCode, AuthorizedApp, Client, ClientSettings, KeepFailed,
    OktaId, RefreshTokenKeeper, ServiceApp, SigningKey, exchange_code,
};
use latchkey_testkit::{SeededEntropy, TestClock};
use secrecy::SecretString;
use serde_json::{Value, json};
use std::{
    fmt::{Debug, Write},
    sync::{Arc, Mutex},
};
use tracing::{
    Event, Metadata, Subscriber,
    field::{Field, Visit},
    span::{Attributes, Id, Record},
};
use url::form_urlencoded;
use wiremock::{
    Mock, MockServer, Request, ResponseTemplate,
    matchers::{method, path, path_regex},
};

const TOKEN_PATH: &str = "/oauth2/v1/token";

/// Keeps every field of every span and event.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<String>>);

impl Log {
    fn text(&self) -> String {
        self.0.lock().expect("lock").clone()
    }
}

impl Visit for Log {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        writeln!(self.0.lock().expect("lock"), "{field}={value:?}").expect("text");
    }
}

impl Subscriber for Log {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

struct Forgetful;

#[async_trait::async_trait]
impl RefreshTokenKeeper for Forgetful {
    async fn keep(&self, _: &SecretString) -> Result<(), KeepFailed> {
        Ok(())
    }
}

fn app() -> AppRegistration {
    AppRegistration {
        client_id: "0oa1".parse().expect("client id"),
        client_secret: Some("canary-client-secret".into()),
    }
}

fn service_app() -> Auth {
    Auth::ServiceApp(ServiceApp {
        client_id: "0oa1".parse().expect("client id"),
        key: SigningKey::generate(&SeededEntropy::new(1)).expect("key"),
        scopes: vec!["okta.users.manage".parse().expect("scope")],
        dpop: true,
    })
}

fn authorized_app() -> Auth {
    Auth::AuthorizedApp(AuthorizedApp {
        app: app(),
        refresh_token: "canary-refresh".into(),
        keeper: Arc::new(Forgetful),
    })
}

fn http() -> latchkey_http::Client {
    let settings = Settings {
        allow_private_targets: true,
        ..Settings::default()
    };
    latchkey_http::Client::new(settings).expect("http client")
}

fn client(server: &MockServer, auth: Auth) -> Client {
    let settings = ClientSettings::new(
        server.uri().parse().expect("url"),
        auth,
        http(),
        Arc::new(TestClock::default()),
        Arc::new(SeededEntropy::new(1)),
    );
    Client::new(settings).expect("client")
}

fn token(token_type: &str, access_token: &str) -> Value {
    json!({"token_type": token_type, "expires_in": 3600, "access_token": access_token,
        "refresh_token": "canary-rotated", "scope": "okta.users.manage"})
}

/// An org that hands out two tokens and a refusal after them.
async fn org() -> MockServer {
    let server = MockServer::start().await;
    let refusal = json!({"error": "invalid_grant", "error_description": "canary-description"});
    for (status, body) in [
        (200, token("DPoP", "canary-bound")),
        (200, token("Bearer", "canary-first")),
        (200, token("Bearer", "canary-bearer")),
        (400, refusal),
    ] {
        Mock::given(method("POST"))
            .and(path(TOKEN_PATH))
            .respond_with(ResponseTemplate::new(status).set_body_json(body))
            .up_to_n_times(1)
            .mount(&server)
            .await;
    }
    Mock::given(path_regex("^/api/v1/"))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!({})))
        .mount(&server)
        .await;
    server
}

async fn exchange(server: &MockServer) {
    let code = AuthorizationCode {
        code: "canary-code".into(),
        redirect_uri: "https://portal.example.com/return".parse().expect("url"),
        verifier: Some("canary-verifier".into()),
    };
    let url = server.uri().parse().expect("url");
    let tokens = exchange_code(&http(), &url, &app(), &code).await;
    tokens.expect("tokens");
}

/// The secrets that the client made or derived itself.
fn derived(request: &Request) -> Vec<String> {
    let fields = form_urlencoded::parse(&request.body).into_owned();
    let assertion = fields.filter(|(name, _)| name == "client_assertion");
    let headers = ["authorization", "dpop"].map(|name| request.headers.get(name));
    let headers = headers.into_iter().flatten();
    headers
        .map(|value| value.to_str().expect("text").to_owned())
        .chain(assertion.map(|(_, value)| value))
        .collect()
}

#[tokio::test]
async fn no_secret_gets_into_a_log() {
    let log = Log::default();
    tracing::subscriber::set_global_default(log.clone()).expect("the only one");
    let server = org().await;
    let id: OktaId = "00u1".parse().expect("id");
    let bound = client(&server, service_app());
    bound.lifecycle().unlock(&id).await.expect("unlocked");
    exchange(&server).await;
    let bearer = client(&server, authorized_app());
    bearer.lifecycle().unlock(&id).await.expect("unlocked");
    bearer.check_token().await.expect_err("ended");

    let text = log.text();
    for expected in [TOKEN_PATH, "refuses the credential"] {
        assert!(text.contains(expected), "{expected} is missing: {text}");
    }
    assert!(!text.contains("canary"), "{text}");
    let requests = server.received_requests().await.expect("recorded");
    let secrets: Vec<String> = requests.iter().flat_map(derived).collect();
    assert_eq!(secrets.len(), 8, "{secrets:?}");
    for secret in secrets {
        assert!(!text.contains(&secret), "{secret} in {text}");
    }
}
