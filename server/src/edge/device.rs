//! Knows a browser again that sends a form, for limits. Looking at pages gives no cookie.

use axum::{
    extract::{Request, State},
    http::{Method, header::SET_COOKIE},
    middleware::Next,
    response::Response,
};
use latchkey_auth::DeviceCookie;
use latchkey_domain::Device;
use latchkey_values::Entropy;
use std::sync::Arc;

/// How devices are known and made.
#[derive(Clone)]
pub(crate) struct Devices {
    pub(crate) cookie: DeviceCookie,
    pub(crate) entropy: Arc<dyn Entropy>,
}

/// Adds the browser's [`Device`] to a form, and has a new browser keep one.
pub(crate) async fn layer(
    State(devices): State<Devices>,
    mut request: Request,
    next: Next,
) -> Response {
    if request.method() != Method::POST {
        return next.run(request).await;
    }
    let known = devices.cookie.read(request.headers());
    let is_new = known.is_none();
    let device = known.unwrap_or_else(|| Device::new(devices.entropy.as_ref()));
    let keep = devices.cookie.keep(&device).filter(|_| is_new);
    request.extensions_mut().insert(device);
    let mut response = next.run(request).await;
    if let Some(keep) = keep {
        response.headers_mut().append(SET_COOKIE, keep);
    }
    response
}
