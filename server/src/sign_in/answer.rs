//! How forms and returns are answered: always by a redirect.

use super::next::with_next;
use axum::{
    http::{HeaderValue, StatusCode, header::LOCATION},
    response::{IntoResponse as _, Response},
};
use jiff::Timestamp;
use latchkey_auth::sign_in::{Finding, NotSignedIn, StaffBrowser};
use std::error::Error;

/// The next page.
pub(super) fn see_other(path: &str) -> Response {
    let mut response = StatusCode::SEE_OTHER.into_response();
    match HeaderValue::from_str(path) {
        Ok(path) => drop(response.headers_mut().insert(LOCATION, path)),
        Err(_) => return StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
    response
}

/// Back to the page to sign in on, which tells why.
pub(super) async fn not_signed_in(
    browser: &StaffBrowser,
    error: NotSignedIn,
    next: &str,
    now: Timestamp,
) -> Response {
    let finding = match error {
        NotSignedIn::Refused => Finding::Refused,
        NotSignedIn::WeakProof => Finding::WeakProof,
        NotSignedIn::NoRole => Finding::NoRole,
        NotSignedIn::TooManyTries(until) => Finding::TooManyTries(minutes(now, until)),
        NotSignedIn::Unavailable => Finding::Unavailable,
        NotSignedIn::Store(error) => return unavailable(&error),
    };
    match browser.keep_finding(&finding).await {
        Ok(()) => see_other(&with_next(next)),
        Err(error) => unavailable(&error),
    }
}

/// The portal cannot answer now.
pub(super) fn unavailable(error: &(dyn Error + 'static)) -> Response {
    tracing::error!(error, "signing in or out got no answer");
    StatusCode::SERVICE_UNAVAILABLE.into_response()
}

/// Rounded up, so that nobody comes too early.
fn minutes(now: Timestamp, until: Timestamp) -> u32 {
    let seconds = until.duration_since(now).as_secs().max(1);
    u32::try_from((seconds + 59) / 60).unwrap_or(u32::MAX)
}
