//! Drops `__path` and `__err` from addresses. Leptos takes them for the outcome of a form, so with
//! them anybody could make a link that shows an error of their choice.

use axum::{
    extract::Request,
    http::{Uri, uri::PathAndQuery},
    middleware::Next,
    response::Response,
};
use std::borrow::Cow;
use url::form_urlencoded;

pub(crate) async fn layer(mut request: Request, next: Next) -> Response {
    if let Some(clean) = without_outcome(request.uri()) {
        *request.uri_mut() = clean;
    }
    next.run(request).await
}

/// The address without Leptos's keys; `None` when it has none of them.
fn without_outcome(uri: &Uri) -> Option<Uri> {
    let query = uri.query()?;
    let is_ours = |key: &Cow<'_, str>| !matches!(&**key, "__path" | "__err");
    if form_urlencoded::parse(query.as_bytes()).all(|(key, _)| is_ours(&key)) {
        return None;
    }
    let kept = form_urlencoded::parse(query.as_bytes()).filter(|(key, _)| is_ours(key));
    let query = form_urlencoded::Serializer::new(String::new())
        .extend_pairs(kept)
        .finish();
    let path = if query.is_empty() {
        uri.path().to_owned()
    } else {
        format!("{}?{query}", uri.path())
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = PathAndQuery::try_from(path).ok();
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_48_an_outcome_in_an_address_is_dropped() {
        let clean = |uri: &str| without_outcome(&uri.parse().unwrap()).map(|uri| uri.to_string());
        assert_eq!(
            clean("/reset?__path=%2Fdo%2Freset&__err=abc"),
            Some("/reset".into())
        );
        assert_eq!(
            clean("/reset?a=1&%5f_err=abc&b=2"),
            Some("/reset?a=1&b=2".into())
        );
        assert_eq!(clean("/reset?a=1"), None);
        assert_eq!(clean("/reset"), None);
    }
}
