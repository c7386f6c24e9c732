//! Gives each request an id of our own, a tracing span, and one line in the log and one count when it
//! is answered.

use axum::{
    extract::{MatchedPath, Request, State},
    http::{HeaderName, HeaderValue, StatusCode},
    middleware::Next,
    response::Response,
};
use latchkey_values::Entropy;
use metrics::{counter, histogram};
use std::{fmt::Write as _, sync::Arc, time::Duration};
use tokio::time::Instant;
use tracing::Instrument as _;

const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// An id that came with the request is not read: whoever sent it could forge lines in our log.
pub(crate) async fn layer(
    State(entropy): State<Arc<dyn Entropy>>,
    request: Request,
    next: Next,
) -> Response {
    let id = new_id(&*entropy);
    let route = route(&request);
    let span = tracing::info_span!("request", %id, method = %request.method(), route);
    async move {
        let started = Instant::now();
        let mut response = next.run(request).await;
        let took = started.elapsed();
        let milliseconds = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
        tracing::info!(
            status = response.status().as_u16(),
            milliseconds,
            "answered"
        );
        count(route, response.status(), took);
        if let Ok(value) = HeaderValue::from_str(&id) {
            response.headers_mut().insert(REQUEST_ID, value);
        }
        response
    }
    .instrument(span)
    .await
}

/// The template, never the path: an address can carry what must not be logged. All forms share one
/// template, and are told apart by the list of them.
fn route(request: &Request) -> String {
    let path = request.uri().path();
    let form = app::form(path);
    let template = request
        .extensions()
        .get::<MatchedPath>()
        .map_or("(none)", MatchedPath::as_str);
    form.map_or(template, |form| form.endpoint).to_owned()
}

fn count(route: String, status: StatusCode, took: Duration) {
    let class = match status.as_u16() / 100 {
        2 => "2xx",
        3 => "3xx",
        4 => "4xx",
        5 => "5xx",
        _ => "other",
    };
    counter!("latchkey_http_requests_total", "route" => route.clone(), "status" => class)
        .increment(1);
    histogram!("latchkey_http_request_duration_seconds", "route" => route)
        .record(took.as_secs_f64());
}

fn new_id(entropy: &dyn Entropy) -> String {
    let mut bytes = [0; 8];
    entropy.fill(&mut bytes);
    bytes
        .iter()
        .fold(String::with_capacity(16), |mut id, byte| {
            // Writing to a String cannot fail.
            let _ = write!(id, "{byte:02x}");
            id
        })
}
