//! What happens to an answer on its way back.

use std::ops::Bound;

use axum::body::{self, Body};
use axum::response::Response;
use bytes::Bytes;
use futures::StreamExt as _;
use futures::stream;
use http::{HeaderValue, StatusCode, header};
use jiff::{SignedDuration, Timestamp};
use serde_json::Value;

use super::{FaultKind, rate_headers};
use crate::connection::Connection;
use crate::okta::error::{INTERNAL_ERROR, Refusal};
use crate::okta::org::Org;
use crate::okta::users::view;

/// Does to an answer what the fault says. `ends` is when the fault ends by itself.
pub(super) async fn tamper(
    org: &Org,
    kind: &FaultKind,
    ends: Option<Timestamp>,
    connection: Option<&Connection>,
    mut response: Response,
) -> Response {
    match kind {
        FaultKind::RateLimited {
            reset_in_seconds,
            headers,
        } => {
            let length = SignedDuration::from_secs(i64::from(*reset_in_seconds));
            let reset = ends.or_else(|| org.now().checked_add(length).ok());
            rate_headers::used_up(response.headers_mut(), reset.unwrap_or_else(|| org.now()));
            rate_headers::distort(response.headers_mut(), *headers);
            response
        }
        FaultKind::ConcurrencyLimited => {
            rate_headers::concurrency(response.headers_mut(), org.now());
            response
        }
        FaultKind::OddRateHeaders { headers } => {
            rate_headers::none_remaining(response.headers_mut());
            rate_headers::distort(response.headers_mut(), *headers);
            response
        }
        FaultKind::InternalErrorAfterEffect => internal_error(org, &response),
        FaultKind::DroppedAfterEffect => {
            cut(connection);
            response
        }
        FaultKind::DroppedMidBody => half_a_body(connection, response).await,
        FaultKind::TruncatedJson => truncated(response).await,
        FaultKind::AnotherUser => another_user(org, response).await,
        _ => response,
    }
}

/// Drops the connection. Without one, which is when no server is between, there is nothing to drop.
pub(super) fn cut(connection: Option<&Connection>) {
    if let Some(connection) = connection {
        connection.cut();
    }
}

/// The 500, with the request id and the limits of the call that has happened.
fn internal_error(org: &Org, happened: &Response) -> Response {
    let refusal = Refusal::new(&INTERNAL_ERROR);
    let mut response = refusal.into_response(&mut org.lock_state().randomness);
    for (name, value) in happened.headers() {
        if name.as_str().starts_with("x-") || matches!(*name, header::DATE | header::CACHE_CONTROL)
        {
            response.headers_mut().insert(name, value.clone());
        }
    }
    response
}

/// Announces the whole body, sends the first half, lets it leave, and ends the connection.
async fn half_a_body(connection: Option<&Connection>, response: Response) -> Response {
    let (mut parts, whole) = taken_apart(response).await;
    if whole.is_empty() {
        cut(connection);
        return Response::from_parts(parts, Body::empty());
    }
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(whole.len()));
    let half = whole.slice(..whole.len() / 2);
    let sent = stream::once(async { Ok(half) });
    let broken = stream::once(async {
        // The first half must be on its way before the failure: failing discards what is not.
        tokio::task::yield_now().await;
        Err(std::io::Error::from(std::io::ErrorKind::UnexpectedEof))
    });
    Response::from_parts(parts, Body::from_stream(sent.chain(broken)))
}

/// The first half of the body as if it were all.
async fn truncated(response: Response) -> Response {
    let (parts, whole) = taken_apart(response).await;
    let half = whole.slice(..whole.len() / 2);
    Response::from_parts(parts, Body::from(half))
}

/// The next user in place of the one that was asked for.
async fn another_user(org: &Org, response: Response) -> Response {
    let (mut parts, whole) = taken_apart(response).await;
    let asked: Value = serde_json::from_slice(&whole).unwrap_or_default();
    let state = org.lock_state();
    let id = asked["id"].as_str().unwrap_or_default();
    if parts.status != StatusCode::OK || !state.users.contains_key(id) {
        return Response::from_parts(parts, Body::from(whole));
    }
    let later = (Bound::Excluded(id), Bound::Unbounded);
    let other = state.users.range::<str, _>(later).map(|(_, user)| user);
    let other = other.chain(state.users.values()).next();
    let answer = other.map_or(asked.clone(), |user| view::single(user, state.base_url()));
    parts.headers.remove(header::ETAG);
    Response::from_parts(parts, Body::from(answer.to_string()))
}

async fn taken_apart(response: Response) -> (http::response::Parts, Bytes) {
    let (mut parts, body) = response.into_parts();
    parts.headers.remove(header::CONTENT_LENGTH);
    // The org's own answers are in memory already: reading them cannot fail.
    let whole = body::to_bytes(body, usize::MAX).await.unwrap_or_default();
    (parts, whole)
}
