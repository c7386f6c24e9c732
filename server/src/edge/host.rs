//! Answers only requests for the configured public address: links, redirects and checks never
//! depend on what a request calls us.

use crate::config::PublicUrl;
use axum::{
    extract::{Request, State},
    http::{StatusCode, header::HOST},
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use std::sync::Arc;

/// Probes come from balancers and orchestrators, which use the address of this node.
const PROBES: [&str; 2] = ["/healthz", "/readyz"];

pub(crate) async fn layer(
    State(public_url): State<Arc<PublicUrl>>,
    request: Request,
    next: Next,
) -> Response {
    if PROBES.contains(&request.uri().path()) || names_us(&public_url, &request) {
        return next.run(request).await;
    }
    StatusCode::MISDIRECTED_REQUEST.into_response()
}

/// One `Host` header that is ours; the request line, when it holds a host too, must agree.
fn names_us(public_url: &PublicUrl, request: &Request) -> bool {
    let mut hosts = request.headers().get_all(HOST).iter();
    let (Some(host), None) = (hosts.next(), hosts.next()) else {
        return false;
    };
    let header_is_ours = host
        .to_str()
        .is_ok_and(|host| public_url.accepts_host(host));
    let line_is_ours = request
        .uri()
        .authority()
        .is_none_or(|authority| public_url.accepts_host(authority.as_str()));
    header_is_ours && line_is_ours
}
