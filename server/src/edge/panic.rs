//! Turns a panic in a layer or handler into an answer; `logging.rs` has logged it by then.

use axum::{
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use std::any::Any;

/// What `CatchPanicLayer` answers.
pub(crate) fn answer(_panic: Box<dyn Any + Send + 'static>) -> Response {
    StatusCode::INTERNAL_SERVER_ERROR.into_response()
}
