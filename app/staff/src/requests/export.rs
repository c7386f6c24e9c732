use super::query;
use crate::download;
use axum::{
    Extension, Form,
    response::{IntoResponse as _, Response},
};
use http::StatusCode;
use latchkey_administration::Administration;
use latchkey_auth::access::{StaffMember, ViewMonitoring};
use leptos::prelude::*;
use std::collections::BTreeMap;

/// Where the form is sent whose answer is requests as a file.
pub const REQUESTS_EXPORT: &str = "/do/admin/requests/export";

/// Answers with the requests that somebody looks for as a file.
pub async fn export_requests(
    Extension(member): Extension<StaffMember>,
    Extension(administration): Extension<Administration>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let Ok(granted) = member.grant::<ViewMonitoring>(administration.clock.now()) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    if form.get("format").is_none_or(|format| format != "csv") {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let export = administration.export_requests(&granted, query::filter(&form));
    download::answer(export.await)
}

/// Takes what was looked for away as a file.
#[component]
pub(super) fn RequestsExport(
    /// What was looked for.
    query: BTreeMap<String, String>,
) -> impl IntoView {
    let fields = query
        .into_iter()
        .filter(|(name, _)| !["before", "format"].contains(&name.as_str()));
    let fields = fields
        .map(|(name, value)| view! { <input type="hidden" name=name value=value/> })
        .collect_view();
    view! {
        <form class="row-actions" method="post" action=REQUESTS_EXPORT>
            {fields}
            <button class="button button-secondary" name="format" value="csv" type="submit">
                "Download as CSV"
            </button>
        </form>
    }
}
