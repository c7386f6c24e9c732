//! Forms are accepted from the sandbox's own pages only; fault switches, rate limits, clock, apps and telephones also from programs that
//! are no browser.

use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::{Method, StatusCode, header};

use super::render;

/// Refuses a POST, PUT or DELETE that another site's page sent, or that does not say where it comes from.
pub(super) async fn check(request: Request, next: Next) -> Response {
    let changes = !matches!(*request.method(), Method::GET | Method::HEAD);
    if changes && !is_same_origin(&request) && !is_program(&request) {
        return render::error(
            StatusCode::FORBIDDEN,
            "This form was not sent from the sandbox's own pages.",
        );
    }
    next.run(request).await
}

/// Browsers always name the origin of a POST, PUT or DELETE. Tests and scripts, which do not, may steer.
fn is_program(request: &Request) -> bool {
    let headers = request.headers();
    let path = request.uri().path();
    let steers = ["/faults", "/rate-limits", "/clock"].contains(&path)
        || ["/faults/", "/apps/", "/phone/"]
            .iter()
            .any(|beginning| path.starts_with(beginning));
    steers && !headers.contains_key("sec-fetch-site") && !headers.contains_key(header::ORIGIN)
}

fn is_same_origin(request: &Request) -> bool {
    let text = |name| {
        let value = request
            .headers()
            .get(name)
            .and_then(|value| value.to_str().ok());
        value.unwrap_or_default().to_owned()
    };
    let site = text(header::HeaderName::from_static("sec-fetch-site"));
    let (origin, host) = (text(header::ORIGIN), text(header::HOST));
    match site.as_str() {
        "same-origin" => true,
        "" => {
            !host.is_empty()
                && origin
                    .split_once("://")
                    .is_some_and(|(_, named)| named == host)
        }
        _ => false,
    }
}
