//! `/log`: the System Log, newest event first.

use axum::extract::State;
use axum::response::Response;
use serde::Serialize;

use super::{Pages, render};
use crate::okta::LogRecord;

/// How many events the page shows.
const EVENTS: usize = 200;

/// An event in a table.
#[derive(Serialize)]
pub(super) struct Row {
    time: String,
    event_type: String,
    actor: String,
    targets: String,
    outcome: String,
    reason: Option<String>,
}

#[derive(Serialize)]
struct View {
    nav: &'static str,
    events: Vec<Row>,
}

/// Shows the System Log.
pub(super) async fn show(State(pages): State<Pages>) -> Response {
    let events = pages
        .org
        .log_events()
        .into_iter()
        .rev()
        .take(EVENTS)
        .map(row)
        .collect();
    render::page("log.html", View { nav: "log", events })
}

pub(super) fn row(event: LogRecord) -> Row {
    Row {
        time: render::time(event.published),
        event_type: event.event_type,
        actor: event.actor,
        targets: event.targets.join(", "),
        outcome: event.outcome,
        reason: event.reason,
    }
}
