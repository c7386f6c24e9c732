//! Tells pages and forms in which language to answer.

use axum::{extract::Request, middleware::Next, response::Response};

pub(crate) async fn layer(mut request: Request, next: Next) -> Response {
    let language = app::language_of(request.uri(), request.headers());
    request.extensions_mut().insert(language);
    next.run(request).await
}
