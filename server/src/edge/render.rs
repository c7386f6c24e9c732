//! Runs each page and each form in a task of its own and hands on the finished answer.
//!
//! A browser that hangs up cancels the handler of its request. Leptos panics when that happens in
//! the middle of a page, and a form must not stop between an intent and its outcome.

use axum::{
    body::{Body, HttpBody as _},
    extract::{Request, State},
    http::{
        HeaderValue, Method, StatusCode,
        header::{CONTENT_LENGTH, RETRY_AFTER, TRANSFER_ENCODING},
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http_body_util::{BodyExt as _, Limited};
use std::{sync::Arc, time::Duration};
use tokio::{sync::Semaphore, task::JoinError, time::timeout};
use tokio_util::task::TaskTracker;
use tracing::Instrument as _;

/// The pages being made.
#[derive(Clone)]
pub(crate) struct Renders {
    places: Arc<Semaphore>,
    tasks: TaskTracker,
    patience: Patience,
}

/// How long a browser waits for an answer.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Patience {
    /// To a page, which is made from the database alone.
    pub(crate) page: Duration,
    /// To a form, which may wait for the directory.
    pub(crate) form: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            page: Duration::from_secs(10),
            form: Duration::from_secs(30),
        }
    }
}

impl Patience {
    fn with(self, method: &Method) -> Duration {
        if method == Method::POST {
            self.form
        } else {
            self.page
        }
    }
}

/// Far above any page; a limit so that a fault cannot fill the memory.
const LARGEST_PAGE: usize = 4 * 1024 * 1024;

impl Renders {
    /// At most `most` at once.
    pub(crate) fn new(most: usize, patience: Patience) -> Self {
        Self {
            places: Arc::new(Semaphore::new(most)),
            tasks: TaskTracker::new(),
            patience,
        }
    }

    /// Waits until what is being made is finished.
    pub(crate) async fn finished(&self) {
        self.tasks.close();
        self.tasks.wait().await;
    }
}

pub(crate) async fn layer(
    State(renders): State<Renders>,
    request: Request,
    next: Next,
) -> Response {
    let Ok(place) = Arc::clone(&renders.places).try_acquire_owned() else {
        return busy();
    };
    let patience = renders.patience.with(request.method());
    let work = async move {
        // Held until the work is done, not only while somebody waits for it.
        let _place = place;
        complete(next.run(request).await).await
    };
    let task = renders.tasks.spawn(work.in_current_span());
    match timeout(patience, task).await {
        Ok(Ok(response)) => response,
        Ok(Err(stopped)) => broken(&stopped),
        Err(_) => busy(),
    }
}

/// Reads the whole page, so that an error in the middle becomes an error and not half a page.
async fn complete(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    // HEAD: the length of what is not sent is already in the headers.
    if body.size_hint().exact() == Some(0) {
        return Response::from_parts(parts, Body::empty());
    }
    let Ok(collected) = Limited::new(body, LARGEST_PAGE).collect().await else {
        tracing::error!("a page could not be finished");
        return StatusCode::INTERNAL_SERVER_ERROR.into_response();
    };
    let bytes = collected.to_bytes();
    parts.headers.remove(TRANSFER_ENCODING);
    parts
        .headers
        .insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    Response::from_parts(parts, Body::from(bytes))
}

fn busy() -> Response {
    (StatusCode::SERVICE_UNAVAILABLE, [(RETRY_AFTER, "5")]).into_response()
}

fn broken(stopped: &JoinError) -> Response {
    tracing::error!(panic = stopped.is_panic(), "a page was not finished");
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{Router, middleware::from_fn_with_state, routing::get};
    use std::sync::atomic::{AtomicBool, Ordering};
    use tokio::sync::Notify;
    use tower::ServiceExt as _;

    async fn ask(router: &Router, path: &str) -> Response {
        let request = Request::builder()
            .uri(path)
            .body(Body::empty())
            .expect("a request");
        router.clone().oneshot(request).await.expect("an answer")
    }

    fn with_renders(router: Router, renders: &Renders) -> Router {
        router.layer(from_fn_with_state(renders.clone(), layer))
    }

    #[tokio::test]
    async fn item_87_a_panic_is_an_error_page_and_the_portal_lives() {
        let router = Router::new()
            .route("/panic", get(broken_page))
            .route("/", get(|| async { "fine" }));
        let router = with_renders(router, &Renders::new(1, Patience::default()));
        assert_eq!(
            ask(&router, "/panic").await.status(),
            StatusCode::INTERNAL_SERVER_ERROR
        );
        let fine = ask(&router, "/").await;
        assert_eq!(
            (fine.status(), &fine.headers()[CONTENT_LENGTH]),
            (StatusCode::OK, &HeaderValue::from(4))
        );
    }

    #[tokio::test(start_paused = true)]
    async fn nobody_waits_for_ever_and_unfinished_work_keeps_its_place() {
        let router = Router::new()
            .route("/", get(std::future::pending::<()>))
            .route("/quick", get(|| async {}));
        let router = with_renders(router, &Renders::new(1, Patience::default()));
        let late = ask(&router, "/").await;
        assert_eq!(late.status(), StatusCode::SERVICE_UNAVAILABLE);
        let full = ask(&router, "/quick").await;
        assert_eq!(full.status(), StatusCode::SERVICE_UNAVAILABLE);
        assert!(full.headers().contains_key(RETRY_AFTER));
    }

    #[tokio::test]
    async fn work_goes_on_when_the_browser_has_gone() {
        let (go_on, done) = (Arc::new(Notify::new()), Arc::new(AtomicBool::new(false)));
        let (waiting, flag) = (Arc::clone(&go_on), Arc::clone(&done));
        let work = move || async move {
            waiting.notified().await;
            flag.store(true, Ordering::SeqCst);
        };
        let renders = Renders::new(1, Patience::default());
        let router = with_renders(Router::new().route("/", get(work)), &renders);
        let mut request = Box::pin(ask(&router, "/"));
        assert!(polled_once(&mut request).await.is_pending());
        drop(request);
        go_on.notify_one();
        renders.finished().await;
        assert!(done.load(Ordering::SeqCst));
    }

    async fn broken_page() -> &'static str {
        panic!("boom")
    }

    async fn polled_once<F: Future + Unpin>(future: &mut F) -> std::task::Poll<F::Output> {
        std::future::poll_fn(|context| {
            std::task::Poll::Ready(std::pin::Pin::new(&mut *future).poll(context))
        })
        .await
    }
}
