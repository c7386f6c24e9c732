//! An org that answers as the test says, in order, and remembers what it was asked.

use jsonwebtoken::{DecodingKey, Header, Validation, decode, decode_header, jwk::Jwk};
use latchkey_okta::{
    Auth, Client, ClientId, ClientSettings, OktaId, Scope, ServiceApp, SigningKey,
};
use latchkey_testkit::{SeededEntropy, TestClock};
use serde_json::{Value, json};
use std::{collections::BTreeMap, sync::Arc};
use url::form_urlencoded;
use wiremock::{
    Mock, MockServer, Request, ResponseTemplate,
    matchers::{method, path, path_regex},
};

pub(crate) const CLIENT_ID: &str = "0oa1gjh63g214q0Hq0g4";
const TOKEN_PATH: &str = "/oauth2/v1/token";

pub(crate) struct Org {
    server: MockServer,
}

impl Org {
    /// An org whose endpoints give these answers, each once.
    pub(crate) async fn start(
        tokens: impl IntoIterator<Item = ResponseTemplate>,
        calls: impl IntoIterator<Item = ResponseTemplate>,
    ) -> Self {
        let server = MockServer::start().await;
        for answer in tokens {
            Mock::given(method("POST"))
                .and(path(TOKEN_PATH))
                .respond_with(answer)
                .up_to_n_times(1)
                .mount(&server)
                .await;
        }
        for answer in calls {
            Mock::given(path_regex("^/api/v1/"))
                .respond_with(answer)
                .up_to_n_times(1)
                .mount(&server)
                .await;
        }
        Self { server }
    }

    pub(crate) fn url(&self) -> String {
        self.server.uri()
    }

    pub(crate) fn token_url(&self) -> String {
        format!("{}{TOKEN_PATH}", self.server.uri())
    }

    /// A client with this credential; `seed` stands for its share of randomness.
    pub(crate) fn client(&self, auth: Auth, seed: u64) -> Client {
        let settings = ClientSettings::new(
            self.url().parse().expect("url"),
            auth,
            crate::support::http(),
            Arc::new(TestClock::default()),
            Arc::new(SeededEntropy::new(seed)),
        );
        Client::new(settings).expect("client")
    }

    pub(crate) async fn token_requests(&self) -> Vec<Request> {
        self.requests(|path| path == TOKEN_PATH).await
    }

    pub(crate) async fn calls(&self) -> Vec<Request> {
        self.requests(|path| path != TOKEN_PATH).await
    }

    async fn requests(&self, wanted: impl Fn(&str) -> bool) -> Vec<Request> {
        let received = self.server.received_requests().await.expect("recorded");
        let mut requests = received;
        requests.retain(|request| wanted(request.url.path()));
        requests
    }
}

pub(crate) fn scopes(text: &str) -> Vec<Scope> {
    let scopes = text.split(' ').filter(|scope| !scope.is_empty());
    scopes.map(|scope| scope.parse().expect("scope")).collect()
}

pub(crate) fn client_id() -> ClientId {
    CLIENT_ID.parse().expect("client id")
}

pub(crate) fn key() -> SigningKey {
    SigningKey::generate(&SeededEntropy::new(77)).expect("key")
}

pub(crate) fn service_app(dpop: bool) -> ServiceApp {
    ServiceApp {
        client_id: client_id(),
        key: key(),
        scopes: scopes("okta.users.manage okta.groups.read"),
        dpop,
    }
}

pub(crate) fn service_auth(dpop: bool) -> Auth {
    Auth::ServiceApp(service_app(dpop))
}

pub(crate) fn id() -> OktaId {
    "00u1".parse().expect("id")
}

/// A token of the given type, with what more the answer holds.
pub(crate) fn token(token_type: &str, access_token: &str, more: &Value) -> ResponseTemplate {
    let mut body = json!({"token_type": token_type, "expires_in": 3600,
        "access_token": access_token, "scope": "okta.users.manage okta.groups.read"});
    if let (Some(body), Some(more)) = (body.as_object_mut(), more.as_object()) {
        body.extend(more.clone());
    }
    ResponseTemplate::new(200).set_body_json(body)
}

pub(crate) fn bearer(access_token: &str) -> ResponseTemplate {
    token("Bearer", access_token, &json!({}))
}

pub(crate) fn refusal(status: u16, error: &str, description: &str) -> ResponseTemplate {
    ResponseTemplate::new(status)
        .set_body_json(json!({"error": error, "error_description": description}))
        .insert_header("x-okta-request-id", "req-7")
}

pub(crate) fn done() -> ResponseTemplate {
    ResponseTemplate::new(200).set_body_json(json!({}))
}

/// The fields of a form.
pub(crate) fn form(request: &Request) -> BTreeMap<String, String> {
    form_urlencoded::parse(&request.body).into_owned().collect()
}

pub(crate) fn header<'a>(request: &'a Request, name: &str) -> &'a str {
    let value = request.headers.get(name);
    value.map_or("", |value| value.to_str().expect("text"))
}

/// A token's header and claims, its signature checked.
pub(crate) fn verified(token: &str, public: &Jwk) -> (Header, Value) {
    let header = decode_header(token).expect("header");
    let mut validation = Validation::new(header.alg);
    validation.validate_exp = false;
    validation.validate_aud = false;
    validation.required_spec_claims.clear();
    let public = DecodingKey::from_jwk(public).expect("public key");
    let claims = decode(token, &public, &validation).expect("valid").claims;
    (header, claims)
}
