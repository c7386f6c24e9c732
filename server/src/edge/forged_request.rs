//! Refuses what another site could make a browser send. Leptos runs a server function for any
//! origin and any content type, so this stands in front of everything that is not a mere read.

use crate::config::PublicUrl;
use axum::{
    extract::{Request, State},
    http::{
        HeaderMap, HeaderValue, Method, StatusCode,
        header::{CONTENT_TYPE, COOKIE, ORIGIN},
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use std::sync::Arc;

pub(crate) async fn layer(
    State(public_url): State<Arc<PublicUrl>>,
    request: Request,
    next: Next,
) -> Response {
    if matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    if !is_from_our_pages(request.headers(), &public_url) {
        return StatusCode::FORBIDDEN.into_response();
    }
    if !is_plain_form(request.headers()) {
        return StatusCode::UNSUPPORTED_MEDIA_TYPE.into_response();
    }
    next.run(request).await
}

/// Browsers say where a form comes from in `Sec-Fetch-Site`, older ones in `Origin`. Who says neither
/// is no browser, and then has no business with a browser's cookie.
fn is_from_our_pages(headers: &HeaderMap, public_url: &PublicUrl) -> bool {
    match (
        only(headers, "sec-fetch-site"),
        only(headers, ORIGIN.as_str()),
    ) {
        (Ok(Some(site)), _) => site == "same-origin",
        (Ok(None), Ok(Some(origin))) => origin
            .to_str()
            .is_ok_and(|origin| public_url.accepts_origin(origin)),
        (Ok(None), Ok(None)) => !headers.contains_key(COOKIE),
        (Err(Repeated), _) | (_, Err(Repeated)) => false,
    }
}

struct Repeated;

fn only<'headers>(
    headers: &'headers HeaderMap,
    name: &str,
) -> Result<Option<&'headers HeaderValue>, Repeated> {
    let mut values = headers.get_all(name).iter();
    let first = values.next();
    if values.next().is_some() {
        Err(Repeated)
    } else {
        Ok(first)
    }
}

/// `application/x-www-form-urlencoded`, with at most a charset behind it.
fn is_plain_form(headers: &HeaderMap) -> bool {
    let Ok(Some(value)) = only(headers, CONTENT_TYPE.as_str()) else {
        return false;
    };
    let Ok(text) = value.to_str() else {
        return false;
    };
    let text = text.to_ascii_lowercase();
    let (kind, parameter) = text
        .split_once(';')
        .map_or((text.as_str(), None), |(kind, rest)| (kind, Some(rest)));
    kind.trim() == "application/x-www-form-urlencoded"
        && parameter.is_none_or(|parameter| {
            matches!(parameter.trim(), "charset=utf-8" | "charset=\"utf-8\"")
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn headers(pairs: &[(&'static str, &'static str)]) -> HeaderMap {
        pairs
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)))
            .collect()
    }

    fn accepted(pairs: &[(&'static str, &'static str)]) -> bool {
        is_from_our_pages(
            &headers(pairs),
            &"https://password.example.com".parse().unwrap(),
        )
    }

    #[test]
    fn item_46_only_our_own_pages_send_forms() {
        assert!(accepted(&[
            ("sec-fetch-site", "same-origin"),
            ("cookie", "a=b")
        ]));
        assert!(accepted(&[
            ("origin", "https://password.example.com"),
            ("cookie", "a=b")
        ]));
        // Browsers send "null" with our own form in some settings, and the truth in Sec-Fetch-Site.
        assert!(accepted(&[
            ("sec-fetch-site", "same-origin"),
            ("origin", "null")
        ]));
        for site in ["cross-site", "same-site", "none", "", "Same-Origin"] {
            assert!(
                !accepted(&[
                    ("sec-fetch-site", site),
                    ("origin", "https://password.example.com")
                ]),
                "{site}"
            );
        }
        for origin in [
            "https://evil.example",
            "null",
            "http://password.example.com",
            "https://password.example.com.evil.example",
        ] {
            assert!(!accepted(&[("origin", origin)]), "{origin}");
        }
    }

    #[test]
    fn item_46_a_cookie_needs_an_origin() {
        assert!(!accepted(&[("cookie", "a=b")]));
        assert!(accepted(&[]));
    }

    #[test]
    fn item_46_one_content_type_is_a_form() {
        let is_form = |text: &'static str| is_plain_form(&headers(&[("content-type", text)]));
        assert!(is_form("application/x-www-form-urlencoded"));
        assert!(is_form("application/x-www-form-urlencoded; charset=UTF-8"));
        for other in [
            "text/plain",
            "multipart/form-data; boundary=x",
            "application/json",
            "",
            "application/x-www-form-urlencoded, text/plain",
            "application/x-www-form-urlencoded; charset=utf-7",
        ] {
            assert!(!is_form(other), "{other}");
        }
        assert!(!is_plain_form(&HeaderMap::new()));
    }
}
