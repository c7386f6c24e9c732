use axum::{
    body::Body,
    response::{IntoResponse as _, Response},
};
use http::{
    HeaderValue, StatusCode,
    header::{CONTENT_DISPOSITION, CONTENT_TYPE},
};
use latchkey_administration::{Export, ExportError};

/// Answers a form with a file, while it is written, or with why there is none.
pub(crate) fn answer(export: Result<Export, ExportError>) -> Response {
    match export {
        Ok(export) => file(export),
        Err(ExportError::Busy) => StatusCode::TOO_MANY_REQUESTS.into_response(),
        Err(error) => {
            tracing::error!(error = &error as &dyn std::error::Error, "no export");
            StatusCode::SERVICE_UNAVAILABLE.into_response()
        }
    }
}

fn file(export: Export) -> Response {
    let name = format!("attachment; filename=\"{}\"", export.file_name);
    let mut response = Response::new(Body::from_stream(export.body));
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(export.content_type));
    if let Ok(name) = HeaderValue::from_str(&name) {
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}
