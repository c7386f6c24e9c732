//! Takes the whole body of a request before anything else sees it: small, and in good time.

use axum::{
    body::{Body, Bytes, HttpBody as _},
    extract::{Request, State},
    http::{Method, StatusCode, header::CONTENT_LENGTH},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use http_body_util::BodyExt as _;
use std::time::Duration;
use tokio::time::timeout;

/// How much a body may take.
#[derive(Clone, Copy)]
pub(crate) struct BodyLimits {
    /// Bytes.
    pub(crate) size: usize,
    /// Longest silence.
    pub(crate) silence: Duration,
    /// Time for all of it.
    pub(crate) total: Duration,
}

impl Default for BodyLimits {
    /// The portal's forms are short.
    fn default() -> Self {
        Self {
            size: 16 * 1024,
            silence: Duration::from_secs(10),
            total: Duration::from_secs(30),
        }
    }
}

pub(crate) async fn layer(
    State(limits): State<BodyLimits>,
    request: Request,
    next: Next,
) -> Response {
    let (mut parts, body) = request.into_parts();
    if matches!(parts.method, Method::GET | Method::HEAD) {
        // Nothing of ours reads it, and hyper closes the connection instead of draining it.
        parts.headers.remove(CONTENT_LENGTH);
        return next.run(Request::from_parts(parts, Body::empty())).await;
    }
    match timeout(limits.total, collect(body, limits)).await {
        Ok(Ok(bytes)) => {
            next.run(Request::from_parts(parts, Body::from(bytes)))
                .await
        }
        Ok(Err(status)) => status.into_response(),
        Err(_) => StatusCode::REQUEST_TIMEOUT.into_response(),
    }
}

async fn collect(mut body: Body, limits: BodyLimits) -> Result<Bytes, StatusCode> {
    if body.size_hint().lower() > limits.size as u64 {
        return Err(StatusCode::PAYLOAD_TOO_LARGE);
    }
    let mut bytes = Vec::new();
    while let Some(frame) = timeout(limits.silence, body.frame())
        .await
        .map_err(|_| StatusCode::REQUEST_TIMEOUT)?
    {
        let frame = frame.map_err(|_| StatusCode::BAD_REQUEST)?;
        let data = frame.into_data().unwrap_or_default();
        if bytes.len() + data.len() > limits.size {
            return Err(StatusCode::PAYLOAD_TOO_LARGE);
        }
        bytes.extend_from_slice(&data);
    }
    Ok(bytes.into())
}
