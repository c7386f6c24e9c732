//! Connections follow the database: what one node changes, every node uses a moment later.

#![expect(
    clippy::expect_used,
    reason = "a failed expectation is how a test fails"
)]

use jiff::SignedDuration;
use latchkey_connections::{Connections, LOOK_AGAIN_AFTER, Unusable, Vault};
use latchkey_domain::{
    ApiVersion, ChangedBy, Connection, Credential, SecretField, Store as _, System, Versioned,
};
use latchkey_okta::Client;
use latchkey_secrets::{Key, Keyring};
use latchkey_store::SqlStore;
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::{Alias, Clock as _};
use secrecy::SecretString;
use serde_json::json;
use std::sync::Arc;
use tempfile::TempDir;
use wiremock::{
    Mock, MockServer, ResponseTemplate,
    matchers::{body_string_contains, header, method, path},
};

/// A node, and the database it shares with others.
struct Node {
    connections: Connections,
    vault: Vault,
    store: Arc<SqlStore>,
    clock: Arc<TestClock>,
    _folder: TempDir,
}

async fn node() -> Node {
    let folder = tempfile::tempdir().expect("a folder");
    let path = folder.path().join("latchkey.db");
    let store = Arc::new(
        SqlStore::open(path.to_str().expect("plain"))
            .await
            .expect("opens"),
    );
    store.migrate().await.expect("migrates");
    let clock = Arc::new(TestClock::default());
    let entropy = Arc::new(SeededEntropy::new(3));
    let vault = Vault::new(Keyring::new(&Key::from_bytes([3; 32])), entropy.clone());
    let connections = Connections::new(store.clone(), vault.clone(), clock.clone(), entropy);
    Node {
        connections,
        vault,
        store,
        clock,
        _folder: folder,
    }
}

fn okta() -> Alias {
    "okta".parse().expect("valid")
}

fn definition(url: &str, credential: Credential) -> Connection {
    Connection {
        alias: okta(),
        name: "Okta".into(),
        environment: String::new(),
        system: System::Okta {
            url: url.parse().expect("valid"),
            api_version: ApiVersion::V1,
        },
        proxy: None,
        allow_private_targets: true,
        credential,
    }
}

impl Node {
    /// Writes as another node would: this one is not told.
    async fn write(&self, connection: &Connection, secrets: &[(SecretField, &str)]) {
        let mut unit = self.store.begin().await.expect("begins");
        unit.change_configuration().await.expect("changed");
        let now = self.clock.now();
        let before = unit.connection(&connection.alias).await.expect("read");
        let next = match before {
            None => Versioned::first(connection.clone(), now, ChangedBy::Portal),
            Some(before) => before.next(connection.clone(), now, ChangedBy::Portal),
        };
        assert!(unit.put_connection(&next).await.expect("put"));
        for (field, secret) in secrets {
            let secret = SecretString::from(*secret);
            let put = self
                .vault
                .put(unit.as_mut(), &connection.alias, *field, &secret, now);
            put.await.expect("sealed");
        }
        unit.commit().await.expect("committed");
    }

    async fn client(&self) -> Result<Client, Unusable> {
        self.connections.okta(&okta()).await
    }

    async fn refresh_token(&self) -> String {
        use secrecy::ExposeSecret as _;
        let mut unit = self.store.read().await.expect("begins");
        let secrets = self
            .vault
            .open(unit.as_mut(), &okta())
            .await
            .expect("opens");
        secrets[&SecretField::RefreshToken]
            .expose_secret()
            .to_owned()
    }
}

async fn users_for(server: &MockServer, authorization: &str) {
    Mock::given(method("GET"))
        .and(header("authorization", authorization))
        .respond_with(ResponseTemplate::new(200).set_body_json(json!([])))
        .mount(server)
        .await;
}

#[tokio::test]
async fn a_change_on_another_node_is_used_within_two_seconds_without_a_restart() {
    let (first, second, node) = (
        MockServer::start().await,
        MockServer::start().await,
        node().await,
    );
    users_for(&first, "SSWS 00one").await;
    users_for(&second, "SSWS 00two").await;
    let token = SecretField::ApiToken;
    node.write(
        &definition(&first.uri(), Credential::ApiToken),
        &[(token, "00one")],
    )
    .await;
    node.client()
        .await
        .expect("a client")
        .check_read()
        .await
        .expect("reads");
    node.write(
        &definition(&second.uri(), Credential::ApiToken),
        &[(token, "00two")],
    )
    .await;
    node.clock
        .advance(LOOK_AGAIN_AFTER - SignedDuration::from_millis(1));
    node.client()
        .await
        .expect("a client")
        .check_read()
        .await
        .expect("the first, still");
    node.clock.advance(SignedDuration::from_millis(1));
    node.client()
        .await
        .expect("a client")
        .check_read()
        .await
        .expect("the second");
    let asked = |server: MockServer| async move {
        server.received_requests().await.expect("recorded").len()
    };
    assert_eq!((asked(first).await, asked(second).await), (2, 1));
}

#[tokio::test]
async fn a_client_outlives_changes_that_are_not_its_own() {
    let (server, node) = (MockServer::start().await, node().await);
    let answer = ResponseTemplate::new(200)
        .insert_header("X-Rate-Limit-Limit", "600")
        .insert_header("X-Rate-Limit-Remaining", "500")
        .insert_header("Date", "Thu, 01 Jan 2026 09:00:00 GMT")
        .insert_header("X-Rate-Limit-Reset", "1767258060")
        .set_body_json(json!([]));
    Mock::given(method("GET"))
        .respond_with(answer)
        .mount(&server)
        .await;
    let one = definition(&server.uri(), Credential::ApiToken);
    node.write(&one, &[(SecretField::ApiToken, "00one")]).await;
    node.client()
        .await
        .expect("a client")
        .check_read()
        .await
        .expect("reads");
    let mut other = one.clone();
    other.alias = "other".parse().expect("valid");
    node.write(&other, &[]).await;
    node.connections.look_now().await.expect("looked");
    let headroom = node.client().await.expect("a client").rate_headroom();
    assert!(!headroom.is_empty(), "it still knows the limits");
    let missing = node.connections.okta(&other.alias).await.err();
    assert!(
        matches!(missing, Some(Unusable::NoSecret(_))),
        "{missing:?}"
    );
}

#[tokio::test]
async fn a_removed_connection_is_gone_and_an_unknown_one_is_named() {
    let node = node().await;
    let one = definition("https://example.okta.com", Credential::ApiToken);
    node.write(&one, &[(SecretField::ApiToken, "00one")]).await;
    assert!(node.client().await.is_ok());
    let mut unit = node.store.begin().await.expect("begins");
    unit.change_configuration().await.expect("changed");
    unit.remove_connection(&okta()).await.expect("removed");
    unit.commit().await.expect("committed");
    node.connections.look_now().await.expect("looked");
    assert!(matches!(node.client().await, Err(Unusable::Unknown(alias)) if alias == okta()));
}

fn web_app() -> Credential {
    Credential::OAuthWeb {
        client_id: "0oa1".into(),
        scopes: vec!["okta.users.read".into()],
    }
}

/// A token endpoint that takes `refresh` and answers with `next` in its place.
async fn rotates(server: &MockServer, refresh: &str, access: &str, next: &str) {
    let tokens = json!({ "token_type": "Bearer", "expires_in": 3600, "access_token": access,
        "refresh_token": next, "scope": "okta.users.read offline_access" });
    Mock::given(method("POST"))
        .and(path("/oauth2/v1/token"))
        .and(body_string_contains(format!("refresh_token={refresh}")))
        .respond_with(ResponseTemplate::new(200).set_body_json(tokens))
        .expect(1)
        .mount(server)
        .await;
}

#[tokio::test]
async fn a_rotated_refresh_token_is_sealed_for_every_node_and_used_once() {
    let (server, node) = (MockServer::start().await, node().await);
    rotates(&server, "rt-1", "at-1", "rt-2").await;
    users_for(&server, "Bearer at-1").await;
    let secrets = [(SecretField::RefreshToken, "rt-1")];
    node.write(&definition(&server.uri(), web_app()), &secrets)
        .await;
    node.client()
        .await
        .expect("a client")
        .check_read()
        .await
        .expect("reads");
    assert_eq!(node.refresh_token().await, "rt-2");
    // The token that changed is no reason for a client without an access token.
    node.clock.advance(LOOK_AGAIN_AFTER);
    node.client()
        .await
        .expect("a client")
        .check_read()
        .await
        .expect("reads");
}

#[tokio::test]
async fn a_refresh_token_that_was_taken_away_is_not_put_back() {
    let (server, node) = (MockServer::start().await, node().await);
    rotates(&server, "rt-1", "at-1", "rt-2").await;
    let secrets = [(SecretField::RefreshToken, "rt-1")];
    node.write(&definition(&server.uri(), web_app()), &secrets)
        .await;
    let client = node.client().await.expect("a client");
    let mut unit = node.store.begin().await.expect("begins");
    let removed = unit
        .remove_connection_secret(&okta(), SecretField::RefreshToken)
        .await;
    assert!(removed.expect("removed"));
    unit.commit().await.expect("committed");
    client
        .check_read()
        .await
        .expect_err("nothing is kept, so nothing is used");
    let mut unit = node.store.read().await.expect("begins");
    assert!(
        unit.connection_secrets(&okta())
            .await
            .expect("read")
            .is_empty()
    );
}
