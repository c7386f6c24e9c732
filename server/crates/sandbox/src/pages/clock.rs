//! `/clock`: moves the org's time forward, for programs that do not want to wait until a code, a push or a limit ends.

use std::time::Duration;

use axum::Json;
use axum::extract::State;
use http::StatusCode;
use serde::Deserialize;

use super::Pages;

/// A month: nothing here takes longer.
const LONGEST: u64 = 31 * 24 * 60 * 60;

/// What a program sends.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Forward {
    /// By so many.
    seconds: u64,
}

/// Moves the clock.
pub(super) async fn forward(
    State(pages): State<Pages>,
    Json(forward): Json<Forward>,
) -> StatusCode {
    if forward.seconds > LONGEST {
        return StatusCode::BAD_REQUEST;
    }
    pages
        .org
        .advance_clock(Duration::from_secs(forward.seconds));
    StatusCode::NO_CONTENT
}
