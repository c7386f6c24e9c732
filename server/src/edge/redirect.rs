//! Makes redirects bare. Leptos adds the outcome of a form as JSON and a header, and an unfinished
//! page to a page's redirect, which nobody but a curious third party would read.

use axum::{
    Extension,
    body::Body,
    extract::Request,
    http::{
        HeaderName, HeaderValue, Method, StatusCode,
        header::{CONTENT_LENGTH, CONTENT_TYPE, LOCATION},
    },
    middleware::Next,
    response::{IntoResponse as _, Response},
};

const LEPTOS_ERROR: HeaderName = HeaderName::from_static("serverfnerror");

/// Marks a redirect that leaves the portal on purpose: to the directory, to sign in there.
#[derive(Clone, Copy)]
pub(crate) struct MayLeave;

impl MayLeave {
    /// For an answer.
    pub(crate) fn extension() -> Extension<Self> {
        Extension(Self)
    }
}

pub(crate) async fn layer(request: Request, next: Next) -> Response {
    let posted = request.method() == Method::POST;
    let mut response = next.run(request).await;
    response.headers_mut().remove(LEPTOS_ERROR);
    let may_leave = response.extensions_mut().remove::<MayLeave>().is_some();
    match response.headers().get(LOCATION) {
        Some(location) if !may_leave && !is_own_path(location) => {
            tracing::error!("a redirect away from the portal was stopped");
            StatusCode::INTERNAL_SERVER_ERROR.into_response()
        }
        Some(_) if posted => bare(response, StatusCode::SEE_OTHER),
        Some(_) if response.status().is_redirection() => {
            let status = response.status();
            bare(response, status)
        }
        _ => response,
    }
}

fn bare(mut response: Response, status: StatusCode) -> Response {
    *response.status_mut() = status;
    *response.body_mut() = Body::empty();
    response.headers_mut().remove(CONTENT_TYPE);
    response.headers_mut().remove(CONTENT_LENGTH);
    response
}

/// An absolute path on this host: browsers read `//x` and `/\x` as another host.
fn is_own_path(location: &HeaderValue) -> bool {
    let Ok(text) = location.to_str() else {
        return false;
    };
    text.starts_with('/') && !text.starts_with("//") && !text.contains(['\\', '\t'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn item_51_nobody_is_sent_elsewhere() {
        let own = |text: &'static str| is_own_path(&HeaderValue::from_static(text));
        assert!(own("/reset/code?a=b"));
        for foreign in [
            "//evil.example",
            "/\\evil.example",
            "\t//evil.example",
            "https:evil.example",
            "https://evil.example",
            "",
            "reset",
            "/\t/evil.example",
        ] {
            assert!(!own(foreign), "{foreign:?}");
        }
    }
}
