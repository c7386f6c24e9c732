//! `/rate-limits`: another size for every bucket, for programs that call more than an org lets one token, or want to
//! see its refusals sooner.

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;

use super::Pages;
use crate::okta::RateLimits;

/// What a program sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Size {
    /// Calls per window for each bucket. One token may use its share of them.
    calls: u32,
}

/// Sizes every bucket alike and starts the windows anew.
pub(super) async fn resize(State(pages): State<Pages>, Json(size): Json<Size>) -> StatusCode {
    pages.org.set_rate_limits(RateLimits::uniform(size.calls));
    StatusCode::NO_CONTENT
}
