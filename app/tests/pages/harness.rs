use crate::{
    directory::Directory,
    setup::{alice, digests, engine, name_of, process, router},
};
use axum::{Router, body::Body};
use http::{HeaderMap, Method, Request as HttpRequest, StatusCode, header};
use http_body_util::BodyExt as _;
use jiff::SignedDuration;
use latchkey_domain::{
    AuditKind, Digest, Operation, OperationKind, OperationState, Purpose, Request, Store,
    Verification, Verifications,
};
use latchkey_store::SqlStore;
use latchkey_testkit::{SeededEntropy, TestClock};
use latchkey_values::{Clock, OperationId, RequestId, UserStatus};
use std::{
    path::PathBuf,
    sync::{Arc, Mutex},
};
use tower::ServiceExt as _;

/// The nonce every answer's policy would hold.
pub(crate) const NONCE: &str = "test-nonce";
/// All a portal can offer.
pub(crate) const EVERYTHING: [Purpose; 3] = [Purpose::Reset, Purpose::Unlock, Purpose::Change];
/// The code that [`Portal::set_code`] makes the right one.
pub(crate) const CODE: &str = "314159";

/// A portal, and one browser that looks at it.
pub(crate) struct Portal {
    pub(crate) clock: Arc<TestClock>,
    pub(crate) directory: Arc<Directory>,
    store: SqlStore,
    entropy: Arc<SeededEntropy>,
    router: Router,
    cookie: Mutex<Option<String>>,
    _folder: Folder,
}

/// An answer as the browser sees it.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) html: String,
}

struct Folder(PathBuf);

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = std::fs::remove_dir_all(&self.0);
    }
}

impl Portal {
    /// A portal that offers everything.
    pub(crate) async fn new() -> Self {
        Self::with("okta", &EVERYTHING).await
    }

    /// A portal that offers one thing.
    pub(crate) async fn that_offers(purpose: Purpose) -> Self {
        Self::with("okta", &[purpose]).await
    }

    /// A portal without any process.
    pub(crate) async fn that_offers_nothing() -> Self {
        Self::with("okta", &[]).await
    }

    /// A portal whose process names a credential store that is not there.
    pub(crate) async fn without_directory() -> Self {
        Self::with("elsewhere", &EVERYTHING).await
    }

    async fn with(credential_store: &str, offered: &[Purpose]) -> Self {
        let portal = Self::empty().await;
        if !offered.is_empty() {
            let mut unit = portal.store.begin().await.expect("a transaction");
            let process = process(credential_store, offered);
            unit.put_process(&process).await.expect("written");
            unit.commit().await.expect("committed");
        }
        portal
    }

    async fn empty() -> Self {
        let entropy = Arc::new(SeededEntropy::new(7));
        let clock = Arc::new(TestClock::default());
        let name = format!(
            "latchkey-pages-{}-{:?}",
            std::process::id(),
            std::thread::current().id()
        );
        let folder = Folder(std::env::temp_dir().join(name));
        std::fs::create_dir_all(&folder.0).expect("a folder");
        let file = folder.0.join("latchkey.sqlite");
        let store = SqlStore::open(&file.to_string_lossy())
            .await
            .expect("a database");
        store.migrate().await.expect("migrated");
        let directory = Arc::new(Directory::default());
        let engine = engine(&store, &clock, &entropy, &directory, folder.0.join("mail"));
        let router = router(engine, &store, &clock);
        Self {
            clock,
            directory,
            store,
            entropy,
            router,
            cookie: Mutex::default(),
            _folder: folder,
        }
    }

    /// Loads a page.
    pub(crate) async fn get(&self, path: &str) -> Answer {
        self.send(Method::GET, path, "").await
    }

    /// Sends a form.
    pub(crate) async fn post(&self, path: &str, fields: &str) -> Answer {
        self.send(Method::POST, path, fields).await
    }

    /// Sends a form and loads the page it leads to.
    pub(crate) async fn post_and_follow(&self, path: &str, fields: &str) -> Answer {
        let answer = self.post(path, fields).await;
        self.get(answer.location()).await
    }

    /// How many requests were ever started.
    pub(crate) async fn requests_started(&self) -> usize {
        let mut unit = self.store.read().await.expect("reads");
        let records = unit.audit_records(0, 1_000).await.expect("reads");
        records
            .iter()
            .filter(|record| record.event.kind == AuditKind::RequestStarted)
            .count()
    }

    /// From here on it is another browser.
    pub(crate) fn forget_browser(&self) {
        *self.cookie.lock().expect("not poisoned") = None;
    }

    /// The browser's session cookie.
    pub(crate) fn cookie(&self) -> Option<String> {
        self.cookie.lock().expect("not poisoned").clone()
    }

    async fn send(&self, method: Method, path: &str, fields: &str) -> Answer {
        let mut request = HttpRequest::builder()
            .method(method)
            .uri(path)
            .header(header::ACCEPT, "text/html")
            .header(header::CONTENT_TYPE, "application/x-www-form-urlencoded");
        if let Some(cookie) = self.cookie() {
            request = request.header(header::COOKIE, cookie);
        }
        let request = request
            .body(Body::from(fields.to_owned()))
            .expect("a request");
        let answer = self
            .router
            .clone()
            .oneshot(request)
            .await
            .expect("an answer");
        let (parts, body) = answer.into_parts();
        self.keep_cookie(&parts.headers);
        let html = body.collect().await.expect("a body").to_bytes();
        Answer {
            status: parts.status,
            headers: parts.headers,
            html: String::from_utf8(html.into()).expect("text"),
        }
    }

    fn keep_cookie(&self, headers: &HeaderMap) {
        if let Some(set) = headers.get(header::SET_COOKIE) {
            let set = set
                .to_str()
                .expect("text")
                .split(';')
                .next()
                .map(str::to_owned);
            *self.cookie.lock().expect("not poisoned") = set;
        }
    }

    /// Begins a reset for alice and returns its id.
    pub(crate) async fn begin(&self) -> RequestId {
        self.begin_for(Purpose::Reset).await
    }

    /// Begins a request for alice and returns its id.
    pub(crate) async fn begin_for(&self, purpose: Purpose) -> RequestId {
        let name = name_of(purpose);
        let answer = self
            .post(&format!("/do/{name}/identify"), "login=alice%40example.com")
            .await;
        assert_eq!(answer.location(), format!("/{name}/code"));
        let later = self.clock.now() + SignedDuration::from_hours(1);
        let mut unit = self.store.read().await.expect("a transaction");
        let open = unit.overdue_requests(later, 9).await.expect("read");
        *open.last().expect("a request")
    }

    /// Makes [`CODE`] the right code of a request.
    pub(crate) async fn set_code(&self, id: RequestId) {
        let mut unit = self.store.begin().await.expect("a transaction");
        let mut request = unit.request(id).await.expect("read").expect("there");
        request
            .begin_verification(Some(alice(UserStatus::Active)))
            .expect("open");
        unit.save_request(&request).await.expect("saved");
        let mut challenge = unit.challenge(id).await.expect("read").expect("there");
        let code = CODE.parse().expect("a code");
        challenge.digest = Some(Digest::from_hex(
            digests().code(&challenge.id.to_string(), &code),
        ));
        unit.put_challenge(&challenge).await.expect("saved");
        unit.commit().await.expect("committed");
    }

    /// Puts a fresh request into another state and returns its id.
    pub(crate) async fn begin_and(
        &self,
        status: UserStatus,
        change: impl FnOnce(&mut Request),
    ) -> RequestId {
        let id = self.begin().await;
        self.set(id, status, change).await;
        id
    }

    /// Begins a request for alice, who proves who she is while her account has `status`.
    pub(crate) async fn prove(&self, purpose: Purpose, status: UserStatus) {
        let id = self.begin_for(purpose).await;
        self.set(id, status, |_| {}).await;
    }

    /// Proves a request and puts it into another state.
    pub(crate) async fn set(
        &self,
        id: RequestId,
        status: UserStatus,
        change: impl FnOnce(&mut Request),
    ) {
        let mut unit = self.store.begin().await.expect("a transaction");
        let mut request = unit.request(id).await.expect("read").expect("there");
        request
            .begin_verification(Some(alice(status)))
            .expect("open");
        let asked = Verifications::default();
        assert_eq!(request.pass(Verification::EmailCode, &asked), Ok(true));
        change(&mut request);
        unit.save_request(&request).await.expect("saved");
        unit.commit().await.expect("committed");
    }

    /// Records an effect on the directory.
    pub(crate) async fn record(&self, id: RequestId, kind: OperationKind, state: OperationState) {
        let now = self.clock.now();
        let operation_id = OperationId::new(self.clock.as_ref(), self.entropy.as_ref());
        let mut operation = Operation::intend(operation_id, id, kind, "00u1", None, now);
        if state != OperationState::Intended {
            operation.settle(state, None, now);
        }
        let mut unit = self.store.begin().await.expect("a transaction");
        unit.insert_operation(&operation).await.expect("written");
        unit.commit().await.expect("committed");
    }
}

impl Answer {
    /// Where the answer leads.
    pub(crate) fn location(&self) -> &str {
        let location = self.headers.get(header::LOCATION).expect("a redirect");
        location.to_str().expect("text")
    }

    /// What stands between two texts, for the first time.
    pub(crate) fn between(&self, start: &str, end: &str) -> &str {
        let (_, rest) = self
            .html
            .split_once(start)
            .unwrap_or_else(|| panic!("no {start} in {}", self.html));
        rest.split_once(end).expect("an end").0
    }

    /// The document's title.
    pub(crate) fn title(&self) -> &str {
        self.between("<title>", "</title>")
    }
}
