//! Sessions against the real database.
#![expect(
    clippy::expect_used,
    reason = "a failed expectation is how a test fails"
)]

use http::{Request, Response, StatusCode, header};
use jiff::SignedDuration;
use latchkey_auth::{DatabaseSessions, SessionCookie, session_layer};
use latchkey_domain::{BrowserSession, Digest, Store};
use latchkey_store::SqlStore;
use latchkey_testkit::TestClock;
use latchkey_values::Clock as _;
use sha2::{Digest as _, Sha256};
use std::{collections::HashMap, convert::Infallible, sync::Arc};
use tempfile::TempDir;
use tower::{ServiceBuilder, ServiceExt as _, service_fn};
use tower_sessions::{
    Session, SessionStore as _,
    cookie::time::OffsetDateTime,
    session::{Id, Record},
};

struct Portal {
    store: Arc<dyn Store>,
    clock: Arc<TestClock>,
    _folder: TempDir,
}

impl Portal {
    async fn new() -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let path = folder.path().join("latchkey.db");
        let store = SqlStore::open(path.to_str().expect("UTF-8"))
            .await
            .expect("opens");
        store.migrate().await.expect("migrates");
        Self {
            store: Arc::new(store),
            clock: Arc::new(TestClock::default()),
            _folder: folder,
        }
    }

    fn sessions(&self) -> DatabaseSessions {
        DatabaseSessions::new(
            self.store.clone(),
            self.clock.clone(),
            SignedDuration::from_mins(15),
        )
    }

    async fn row(&self, id: &str) -> Option<BrowserSession> {
        let mut unit = self.store.read().await.expect("begins");
        unit.session(&Digest::from_hex(id.to_owned()), self.clock.now())
            .await
            .expect("read")
    }

    /// Sends a request to `/` (looks at its session) or `/write` (writes into it).
    async fn visit(&self, path: &str, secure: bool, cookie: Option<String>) -> Response<String> {
        let layer = session_layer(
            self.store.clone(),
            self.clock.clone(),
            SessionCookie {
                secure,
                idle_minutes: 15,
            },
        );
        let service = ServiceBuilder::new()
            .layer(layer)
            .service(service_fn(handle));
        let mut request = Request::builder().uri(path);
        if let Some(cookie) = cookie {
            request = request.header(header::COOKIE, cookie);
        }
        service
            .oneshot(request.body(()).expect("a request"))
            .await
            .expect("answered")
    }
}

async fn handle(request: Request<()>) -> Result<Response<String>, Infallible> {
    let session = request
        .extensions()
        .get::<Session>()
        .expect("the layer put it there");
    if request.uri().path() == "/write" {
        session.insert("request", "r1").await.expect("inserted");
    }
    let known: Option<String> = session.get("request").await.expect("read");
    Ok(Response::new(known.unwrap_or_default()))
}

fn record(id: i128, value: &str) -> Record {
    let data = HashMap::from([("request".to_owned(), value.into())]);
    Record {
        id: Id(id),
        data,
        expiry_date: OffsetDateTime::UNIX_EPOCH,
    }
}

fn sha256_hex(bytes: &[u8]) -> String {
    let hash = Sha256::digest(bytes);
    hash.iter()
        .fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

fn set_cookie(response: &Response<String>) -> Option<String> {
    response
        .headers()
        .get(header::SET_COOKIE)
        .map(|value| value.to_str().expect("text").to_owned())
}

/// `name=value` of a `Set-Cookie`.
fn pair(set_cookie: &str) -> String {
    set_cookie.split(';').next().expect("a pair").to_owned()
}

#[tokio::test]
async fn the_database_knows_only_the_hash_of_an_id() {
    let portal = Portal::new().await;
    let mut record = record(7, "r1");
    portal
        .sessions()
        .create(&mut record)
        .await
        .expect("created");
    let row = portal
        .row(&sha256_hex(&7_i128.to_le_bytes()))
        .await
        .expect("kept by its hash");
    assert_eq!(row.data, r#"{"request":"r1"}"#);
    assert_eq!(
        row.expires_at,
        portal.clock.now() + SignedDuration::from_mins(15)
    );
    let loaded = portal
        .sessions()
        .load(&Id(7))
        .await
        .expect("loaded")
        .expect("there");
    assert_eq!((loaded.id, loaded.data), (record.id, record.data));
    assert_eq!(
        loaded.expiry_date.unix_timestamp(),
        row.expires_at.as_second()
    );
}

#[tokio::test]
async fn a_session_in_use_lives_on_and_an_idle_one_ends_by_our_clock() {
    let portal = Portal::new().await;
    let sessions = portal.sessions();
    sessions
        .create(&mut record(7, "r1"))
        .await
        .expect("created");
    for _ in 0..4 {
        portal.clock.advance(SignedDuration::from_mins(14));
        assert!(sessions.load(&Id(7)).await.expect("loaded").is_some());
    }
    portal.clock.advance(SignedDuration::from_mins(15));
    assert!(sessions.load(&Id(7)).await.expect("loaded").is_none());
}

#[tokio::test]
async fn looking_at_a_fresh_session_writes_nothing() {
    let portal = Portal::new().await;
    portal
        .sessions()
        .create(&mut record(7, "r1"))
        .await
        .expect("created");
    let created = portal.row(&sha256_hex(&7_i128.to_le_bytes())).await;
    portal.clock.advance(SignedDuration::from_mins(3));
    portal
        .sessions()
        .load(&Id(7))
        .await
        .expect("loaded")
        .expect("there");
    assert_eq!(
        portal.row(&sha256_hex(&7_i128.to_le_bytes())).await,
        created
    );
}

#[tokio::test]
async fn two_sessions_never_share_an_id() {
    let portal = Portal::new().await;
    let sessions = portal.sessions();
    let (mut first, mut second) = (record(7, "mine"), record(7, "yours"));
    sessions.create(&mut first).await.expect("created");
    sessions.create(&mut second).await.expect("created");
    assert_ne!(first.id, second.id);
    for record in [first, second] {
        assert_eq!(
            sessions
                .load(&record.id)
                .await
                .expect("loaded")
                .expect("there")
                .data,
            record.data
        );
    }
}

#[tokio::test]
async fn a_save_changes_a_live_session_and_does_not_wake_a_dead_one() {
    let portal = Portal::new().await;
    let sessions = portal.sessions();
    sessions
        .create(&mut record(7, "old"))
        .await
        .expect("created");
    sessions.save(&record(7, "new")).await.expect("saved");
    assert_eq!(
        sessions
            .load(&Id(7))
            .await
            .expect("loaded")
            .expect("there")
            .data["request"],
        "new"
    );

    sessions.delete(&Id(7)).await.expect("deleted");
    sessions
        .save(&record(7, "late"))
        .await
        .expect("no error for the visitor");
    assert!(sessions.load(&Id(7)).await.expect("loaded").is_none());

    sessions
        .create(&mut record(8, "old"))
        .await
        .expect("created");
    portal.clock.advance(SignedDuration::from_mins(15));
    sessions
        .save(&record(8, "late"))
        .await
        .expect("no error for the visitor");
    assert!(sessions.load(&Id(8)).await.expect("loaded").is_none());
}

#[tokio::test]
async fn a_visitor_without_data_gets_no_cookie_and_costs_no_write() {
    let portal = Portal::new().await;
    let writer = portal.store.begin().await.expect("begins");
    // The writer is taken: any write would end in an error answer.
    let answer = portal.visit("/", true, None).await;
    assert_eq!(answer.status(), StatusCode::OK);
    assert_eq!(set_cookie(&answer), None);
    drop(writer);
}

#[tokio::test]
async fn the_cookie_is_bound_to_this_host_and_hidden_from_scripts() {
    let portal = Portal::new().await;
    let cookie = set_cookie(&portal.visit("/write", true, None).await).expect("a cookie");
    assert!(cookie.starts_with("__Host-latchkey="), "{cookie}");
    for attribute in ["HttpOnly", "SameSite=Lax", "Secure", "Path=/"] {
        assert!(
            cookie.split("; ").any(|part| part == attribute),
            "{attribute}: {cookie}"
        );
    }
    assert!(
        !cookie.contains("Domain") && !cookie.contains("Max-Age"),
        "{cookie}"
    );
    let again = portal.visit("/", true, Some(pair(&cookie))).await;
    assert_eq!((again.body().as_str(), set_cookie(&again)), ("r1", None));

    let plain = set_cookie(&portal.visit("/write", false, None).await).expect("a cookie");
    assert!(
        plain.starts_with("latchkey=") && !plain.contains("Secure"),
        "{plain}"
    );
}

#[tokio::test]
async fn a_planted_id_is_not_taken_over() {
    let portal = Portal::new().await;
    let planted = format!("__Host-latchkey={}", Id(42));
    let answer = portal.visit("/write", true, Some(planted.clone())).await;
    let cookie = set_cookie(&answer).expect("an id of our own");
    assert_ne!(pair(&cookie), planted);
    assert_eq!(portal.visit("/", true, Some(planted)).await.body(), "");
}
