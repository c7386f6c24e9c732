use crate::{audit_query::AuditQuery, download};
use axum::{
    Extension, Form,
    response::{IntoResponse as _, Response},
};
use http::StatusCode;
use latchkey_administration::{Administration, audit::ExportFormat};
use latchkey_auth::access::{ExportAudit, StaffMember};
use std::collections::BTreeMap;

/// Where the form is sent whose answer is the audit trail as a file.
pub const AUDIT_EXPORT: &str = "/do/admin/audit/export";

/// Answers with records of the audit trail as a file, while they are read from the database.
pub async fn export_audit(
    Extension(member): Extension<StaffMember>,
    Extension(administration): Extension<Administration>,
    Form(form): Form<BTreeMap<String, String>>,
) -> Response {
    let Ok(granted) = member.grant::<ExportAudit>(administration.clock.now()) else {
        return StatusCode::FORBIDDEN.into_response();
    };
    let format = match form.get("format").map(String::as_str) {
        Some("csv") => ExportFormat::Csv,
        Some("jsonl") => ExportFormat::JsonLines,
        _ => return StatusCode::BAD_REQUEST.into_response(),
    };
    let query = AuditQuery::read(&form);
    if !query.problems.is_empty() {
        return StatusCode::BAD_REQUEST.into_response();
    }
    let export = administration.export_audit(&granted, query.filter, format);
    download::answer(export.await)
}
