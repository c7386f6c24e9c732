use crate::audit_query::AuditQuery;
use axum::{
    Extension, Form,
    body::Body,
    response::{IntoResponse as _, Response},
};
use http::{
    HeaderValue, StatusCode,
    header::{CONTENT_DISPOSITION, CONTENT_TYPE},
};
use latchkey_administration::{
    Administration,
    audit::{AuditExport, ExportError, ExportFormat},
};
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
    match administration
        .export_audit(&granted, query.filter, format)
        .await
    {
        Ok(export) => file(export),
        Err(ExportError::Busy) => StatusCode::TOO_MANY_REQUESTS.into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "no export");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn file(export: AuditExport) -> Response {
    let name = format!("attachment; filename=\"{}\"", export.file_name);
    let mut response = Response::new(Body::from_stream(export.body));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(export.content_type));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}
