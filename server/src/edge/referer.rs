//! Tells Leptos which page a form belongs to. It would ask the browser's `Referer`, and send people
//! wherever that points.

use crate::sign_in::is_form;
use axum::{
    extract::Request,
    http::{HeaderValue, StatusCode, header::REFERER},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

/// Where form posts arrive.
const FORM_PREFIX: &str = "/do/";

/// A relative path: Leptos cannot append its error to one.
pub(crate) async fn layer(mut request: Request, next: Next) -> Response {
    request.headers_mut().remove(REFERER);
    let path = request.uri().path();
    // Those by which staff sign in and out, and a language is chosen, are none of Leptos's.
    if path.starts_with(FORM_PREFIX) && !is_form(path) && path != app::CHOOSE_LANGUAGE {
        let Some(form) = app::form(path) else {
            return StatusCode::NOT_FOUND.into_response();
        };
        request
            .headers_mut()
            .insert(REFERER, HeaderValue::from_static(form.page));
    }
    next.run(request).await
}
