//! What stops a call before it has an effect.

use axum::response::{Html, IntoResponse, Response};
use http::StatusCode;

use super::FaultKind;
use crate::okta::error::{INTERNAL_ERROR, INVALID_TOKEN, READ_ONLY, Refusal, TOO_MANY_REQUESTS};

/// What becomes of a call.
pub(super) enum Before {
    /// It reaches the org.
    PassOn,
    /// The org refuses it, whatever it wants.
    Refuse(Refusal),
    /// Something between caller and org answers.
    AnswerWith(Response),
    /// Nothing answers.
    Cut,
}

/// Rides on a call that the org refuses whatever it wants.
#[derive(Debug, Clone)]
pub(crate) struct ForcedRefusal(pub(crate) Refusal);

/// What a fault makes of a call before it has an effect.
pub(super) fn before(kind: &FaultKind) -> Before {
    match kind {
        FaultKind::RateLimited { .. } | FaultKind::ConcurrencyLimited => {
            Before::Refuse(Refusal::new(&TOO_MANY_REQUESTS))
        }
        FaultKind::InternalError => Before::Refuse(Refusal::new(&INTERNAL_ERROR)),
        FaultKind::ReadOnly => Before::Refuse(Refusal::new(&READ_ONLY)),
        FaultKind::ExpiredToken => Before::Refuse(Refusal::new(&INVALID_TOKEN)),
        FaultKind::BadGateway => Before::AnswerWith(proxy_page(StatusCode::BAD_GATEWAY)),
        FaultKind::ServiceUnavailable => {
            Before::AnswerWith(proxy_page(StatusCode::SERVICE_UNAVAILABLE))
        }
        FaultKind::HtmlInsteadOfJson => Before::AnswerWith(sign_in_page()),
        FaultKind::DroppedBeforeEffect => Before::Cut,
        FaultKind::Latency { .. }
        | FaultKind::LateAnswer { .. }
        | FaultKind::OddRateHeaders { .. }
        | FaultKind::InternalErrorAfterEffect
        | FaultKind::DroppedAfterEffect
        | FaultKind::DroppedMidBody
        | FaultKind::TruncatedJson
        | FaultKind::AnotherUser => Before::PassOn,
    }
}

/// The page of a reverse proxy that cannot reach the org; it has none of Okta's headers.
fn proxy_page(status: StatusCode) -> Response {
    let page = format!(
        "<html>\r\n<head><title>{status}</title></head>\r\n<body>\r\n\
         <center><h1>{status}</h1></center>\r\n</body>\r\n</html>\r\n"
    );
    (status, Html(page)).into_response()
}

/// The page of a proxy that wants to know who is calling.
fn sign_in_page() -> Response {
    let page = "<!DOCTYPE html>\n<html><head><title>Network sign-in</title></head>\n\
                <body><h1>Sign in to use this network</h1></body></html>\n";
    Html(page).into_response()
}
