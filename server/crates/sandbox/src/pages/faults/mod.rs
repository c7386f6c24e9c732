//! `/faults`: what goes wrong on purpose, and the buttons for more.

mod switch;
mod words;

use std::collections::HashMap;

use axum::Json;
use axum::extract::{Query, State};
use axum::response::{IntoResponse, Response};
use http::{HeaderMap, header};
use serde::Serialize;
use serde_json::Value;
use url::form_urlencoded::Serializer;

pub(super) use switch::{clear_all, clear_one, delete_all, delete_one, switch_on};

use super::{Pages, render};
use crate::okta::{ActiveFault, FaultKind, Target};

#[derive(Serialize)]
struct View {
    nav: &'static str,
    /// The chosen target as the API writes it.
    on: String,
    targets: Vec<TargetChoice>,
    active: Vec<ActiveRow>,
    groups: Vec<Group>,
}

#[derive(Serialize)]
struct TargetChoice {
    words: String,
    href: String,
    chosen: bool,
}

#[derive(Serialize)]
struct ActiveRow {
    id: u64,
    title: String,
    /// In which calls, for how long, how often so far.
    facts: String,
}

#[derive(Serialize)]
struct Group {
    title: &'static str,
    faults: Vec<Choice>,
}

#[derive(Serialize)]
struct Choice {
    /// Unique on the page.
    id: String,
    title: String,
    sentence: &'static str,
    /// What the form sends beside target and duration.
    fields: Vec<(String, String)>,
}

/// Shows the page to browsers and the list of active faults as JSON to other callers.
pub(super) async fn show(
    State(pages): State<Pages>,
    Query(query): Query<HashMap<String, String>>,
    headers: HeaderMap,
) -> Response {
    let accepted = headers.get(header::ACCEPT);
    let accepted = accepted.and_then(|value| value.to_str().ok());
    if !accepted.is_some_and(|accepted| accepted.contains("text/html")) {
        return Json(pages.org.faults()).into_response();
    }
    let chosen = query.get("on").and_then(|on| on.parse().ok());
    let chosen: Target = chosen.unwrap_or_default();
    render::page(
        "faults.html",
        View {
            nav: "faults",
            targets: targets(&chosen),
            on: chosen.to_string(),
            active: pages.org.faults().iter().map(active_row).collect(),
            groups: groups(),
        },
    )
}

/// The page with a target chosen.
fn page_for(target: &str) -> String {
    if target == Target::All.to_string() {
        return "/faults".to_owned();
    }
    let mut query = Serializer::new(String::new());
    query.append_pair("on", target);
    format!("/faults?{}", query.finish())
}

fn targets(chosen: &Target) -> Vec<TargetChoice> {
    let chosen = chosen.to_string();
    let offered = words::TARGETS
        .iter()
        .map(|(target, _)| (*target).to_owned());
    let mut offered: Vec<String> = offered.collect();
    if !offered.contains(&chosen) {
        offered.push(chosen.clone());
    }
    let choice = |target: String| TargetChoice {
        words: words::target(&target),
        href: page_for(&target),
        chosen: target == chosen,
    };
    offered.into_iter().map(choice).collect()
}

fn active_row(active: &ActiveFault) -> ActiveRow {
    let target = words::target(&active.fault.on.to_string());
    let ends = match (active.calls_left, active.ends) {
        (Some(1), _) => "for one more".to_owned(),
        (Some(calls), _) => format!("for {calls} more"),
        (None, Some(ends)) => format!("until {}", render::time(ends)),
        (None, None) => "until cleared".to_owned(),
    };
    let hits = match active.hits {
        0 => "has not acted yet".to_owned(),
        1 => "has acted once".to_owned(),
        hits => format!("has acted {hits} times"),
    };
    ActiveRow {
        id: active.id,
        title: words::title(&active.fault.kind),
        facts: format!("{target}, {ends}; {hits}"),
    }
}

fn groups() -> Vec<Group> {
    let group = |(title, kinds): (&'static str, Vec<FaultKind>)| Group {
        title,
        faults: kinds.iter().map(choice).collect(),
    };
    words::groups().into_iter().map(group).collect()
}

fn choice(kind: &FaultKind) -> Choice {
    let written = serde_json::to_value(kind).unwrap_or_default();
    let fields: Vec<(String, String)> = written
        .as_object()
        .into_iter()
        .flatten()
        .map(|(name, value)| (name.clone(), plain(value)))
        .collect();
    let values: Vec<&str> = fields.iter().map(|(_, value)| value.as_str()).collect();
    Choice {
        id: values.join("-"),
        title: words::title(kind),
        sentence: words::sentence(kind),
        fields,
    }
}

/// A value as a form field has it.
fn plain(value: &Value) -> String {
    value
        .as_str()
        .map_or_else(|| value.to_string(), str::to_owned)
}
