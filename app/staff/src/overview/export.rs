use crate::{download, words::name_of};
use axum::{
    Extension, Form,
    response::{IntoResponse as _, Response},
};
use http::StatusCode;
use jiff::tz::Offset;
use latchkey_administration::{Administration, monitoring::Report};
use latchkey_auth::access::{StaffMember, ViewMonitoring};
use leptos::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

/// Where the form is sent whose answer is a report as a file.
pub const REPORT_EXPORT: &str = "/do/admin/reports/export";

/// Answers with one report as a file.
pub async fn export_report(
    Extension(member): Extension<StaffMember>,
    Extension(administration): Extension<Administration>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let Ok(granted) = member.grant::<ViewMonitoring>(administration.clock.now()) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let report = form.get("report").cloned().unwrap_or_default();
    let Ok(report) = serde_json::from_value::<Report>(json!(report)) else {
        return StatusCode::BAD_REQUEST.into_response();
    };
    let export = administration.export_report(&granted, report, Offset::UTC);
    download::answer(export.await)
}

/// Takes a report away as a file.
#[component]
pub(super) fn ReportExport(
    /// Which.
    report: Report,
    /// What it is called on the page.
    #[prop(into)]
    title: String,
) -> impl IntoView {
    let label = format!("Download as CSV: {title}");
    view! {
        <form method="post" action=REPORT_EXPORT>
            <button class="button-link" name="report" value=name_of(&report) type="submit" aria-label=label>
                "Download as CSV"
            </button>
        </form>
    }
}
