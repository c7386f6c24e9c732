//! Switching faults on and off, by form and by JSON.

use axum::Json;
use axum::extract::{Path, State};
use axum::response::{IntoResponse, Redirect, Response};
use bytes::Bytes;
use http::{HeaderMap, StatusCode, header};
use serde_json::{Map, Value, json};
use url::form_urlencoded;

use super::super::{Pages, render};
use super::page_for;
use crate::okta::Fault;

/// What a fault is written with. Anything else is a slip, which would widen or shorten the fault in silence.
const FIELDS: [&str; 6] = [
    "kind",
    "on",
    "for",
    "milliseconds",
    "reset_in_seconds",
    "headers",
];

/// Switches a fault on. JSON is answered with the active faults, a form with the way back to the page.
pub(in crate::pages) async fn switch_on(
    State(pages): State<Pages>,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let is_json = headers
        .get(header::CONTENT_TYPE)
        .is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    let fields = if is_json {
        serde_json::from_slice(&body).map_err(|error| error.to_string())
    } else {
        Ok(from_form(&body))
    };
    match (fields.and_then(read), is_json) {
        (Ok(fault), true) => {
            pages.org.set_fault(fault);
            (StatusCode::CREATED, Json(pages.org.faults())).into_response()
        }
        (Ok(fault), false) => {
            let back = page_for(&fault.on.to_string());
            pages.org.set_fault(fault);
            Redirect::to(&back).into_response()
        }
        (Err(why), true) => {
            (StatusCode::BAD_REQUEST, Json(json!({ "error": why }))).into_response()
        }
        (Err(why), false) => render::error(StatusCode::BAD_REQUEST, &why),
    }
}

/// The fields of a form as JSON has them: digits become numbers.
fn from_form(body: &[u8]) -> Map<String, Value> {
    let value = |text: &str| {
        text.parse::<u64>()
            .map_or_else(|_| Value::from(text), Value::from)
    };
    form_urlencoded::parse(body)
        .map(|(name, text)| (name.into_owned(), value(&text)))
        .collect()
}

fn read(fields: Map<String, Value>) -> Result<Fault, String> {
    if let Some(unknown) = fields.keys().find(|name| !FIELDS.contains(&name.as_str())) {
        return Err(format!("a fault has no field `{unknown}`"));
    }
    serde_json::from_value(Value::Object(fields)).map_err(|error| error.to_string())
}

/// The button that clears everything.
pub(in crate::pages) async fn clear_all(State(pages): State<Pages>) -> Response {
    pages.org.clear_faults();
    Redirect::to("/faults").into_response()
}

/// The button that clears one fault. One that has run out meanwhile is as good as cleared.
pub(in crate::pages) async fn clear_one(
    State(pages): State<Pages>,
    Path(id): Path<u64>,
) -> Response {
    let _ = pages.org.clear_fault(id);
    Redirect::to("/faults").into_response()
}

/// Clears everything, for programs.
pub(in crate::pages) async fn delete_all(State(pages): State<Pages>) -> StatusCode {
    pages.org.clear_faults();
    StatusCode::NO_CONTENT
}

/// Clears one fault, for programs. 404 when it is not on.
pub(in crate::pages) async fn delete_one(
    State(pages): State<Pages>,
    Path(id): Path<u64>,
) -> StatusCode {
    if pages.org.clear_fault(id) {
        StatusCode::NO_CONTENT
    } else {
        StatusCode::NOT_FOUND
    }
}
