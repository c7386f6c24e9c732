//! Refuses odd spellings of a path. Every page has one spelling, so no filter, ours or a proxy's,
//! can read a path differently from the router.

use axum::{
    extract::Request,
    http::StatusCode,
    middleware::Next,
    response::{IntoResponse as _, Response},
};
use percent_encoding::percent_decode_str;

pub(crate) async fn layer(request: Request, next: Next) -> Response {
    if is_plain(request.uri().path()) {
        next.run(request).await
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

fn is_plain(path: &str) -> bool {
    let Some(rest) = path.strip_prefix('/') else {
        return false;
    };
    rest.is_empty() || rest.split('/').all(is_plain_segment)
}

/// Not empty, no dots alone, no parameters, and percent-encoding only where it is needed.
fn is_plain_segment(segment: &str) -> bool {
    let odd = |c: char| matches!(c, ';' | '\\') || c.is_ascii_control();
    let needless =
        |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '.' | '_' | '~' | '/' | '%');
    let Ok(decoded) = percent_decode_str(segment).decode_utf8() else {
        return false;
    };
    let encoded_for_nothing = segment.split('%').skip(1).any(|rest| {
        rest.get(..2)
            .and_then(|hex| u8::from_str_radix(hex, 16).ok())
            .is_none_or(|byte| needless(char::from(byte)))
    });
    !matches!(segment, "" | "." | "..") && !decoded.contains(odd) && !encoded_for_nothing
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_path_has_one_spelling() {
        for plain in [
            "/",
            "/reset",
            "/reset/code",
            "/assets/main-0a.css",
            "/people/amy%20o%27hara",
            "/a.b",
        ] {
            assert!(is_plain(plain), "{plain}");
        }
        let odd = [
            "",
            "reset",
            "//",
            "//reset",
            "/reset/",
            "/reset//code",
            "/./reset",
            "/reset/../reset",
            "/%2e/reset",
            "/%72eset",
            "/reset%2Fcode",
            "/reset;x=1",
            "/reset%3bx",
            "/reset%",
            "/reset%zz",
            "/re%00set",
            "/re%0aset",
            "/reset%5ccode",
            "/%ff",
            "/reset%252f",
        ];
        for path in odd {
            assert!(!is_plain(path), "{path}");
        }
    }
}
