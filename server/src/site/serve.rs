use super::{File, Site};
use axum::{
    body::Body,
    extract::{Path, State},
    http::{
        HeaderMap, Response, StatusCode, Uri,
        header::{
            ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, IF_NONE_MATCH,
            VARY,
        },
    },
    response::IntoResponse,
};
use std::sync::Arc;

/// Serves `/assets/{*name}`.
pub(crate) async fn asset(
    State(site): State<Arc<Site>>,
    Path(name): Path<String>,
    headers: HeaderMap,
) -> impl IntoResponse {
    site.respond(&name, &headers)
}

/// Serves the few files whose address is fixed by custom, such as `/robots.txt`.
pub(crate) async fn at_root(
    State(site): State<Arc<Site>>,
    uri: Uri,
    headers: HeaderMap,
) -> impl IntoResponse {
    site.respond(uri.path().trim_start_matches('/'), &headers)
}

impl Site {
    fn respond(&self, name: &str, headers: &HeaderMap) -> Response<Body> {
        match self.files.get(name) {
            Some(file) => file
                .respond(headers)
                .unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response()),
            None => StatusCode::NOT_FOUND.into_response(),
        }
    }
}

impl File {
    fn respond(&self, headers: &HeaderMap) -> Result<Response<Body>, axum::http::Error> {
        let keep = if self.hashed {
            "public, max-age=31536000, immutable"
        } else {
            "public, max-age=3600"
        };
        let response = Response::builder()
            .header(CACHE_CONTROL, keep)
            .header(ETAG, &self.etag)
            .header(VARY, "accept-encoding");
        if lists(headers, IF_NONE_MATCH.as_str(), |tag| {
            tag.trim_start_matches("W/") == self.etag
        }) {
            return response
                .status(StatusCode::NOT_MODIFIED)
                .body(Body::empty());
        }
        let response = response.header(CONTENT_TYPE, &self.content_type);
        match &self.brotli {
            Some(brotli) if accepts_brotli(headers) => response
                .header(CONTENT_ENCODING, "br")
                .body(Body::from(brotli.clone())),
            _ => response.body(Body::from(self.content.clone())),
        }
    }
}

fn accepts_brotli(headers: &HeaderMap) -> bool {
    lists(headers, ACCEPT_ENCODING.as_str(), |coding| {
        let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
        let refused = weight
            .trim()
            .strip_prefix("q=")
            .is_some_and(|q| q.parse::<f32>().is_ok_and(|q| q <= 0.0));
        name.trim() == "br" && !refused
    })
}

/// Whether one of the comma-separated members of a header is wanted.
fn lists(headers: &HeaderMap, name: &str, wanted: impl Fn(&str) -> bool) -> bool {
    headers
        .get_all(name)
        .iter()
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
        .any(|member| wanted(member.trim()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::{body::Bytes, http::HeaderValue};

    fn site() -> Site {
        let files = [
            ("manifest.json", r#"{"main.css":"main-0a.css"}"#),
            ("main-0a.css", "a{}"),
            ("main-0a.css.br", "compressed"),
            ("robots.txt", "User-agent: *"),
        ];
        Site::from_files(
            files.map(|(name, text)| (name.to_owned(), Bytes::from_static(text.as_bytes()))),
        )
        .expect("a site")
    }

    fn ask(name: &str, headers: &[(&'static str, &'static str)]) -> Response<Body> {
        let headers = headers
            .iter()
            .map(|(name, value)| (name.parse().unwrap(), HeaderValue::from_static(value)));
        site().respond(name, &headers.collect())
    }

    #[test]
    fn a_hashed_file_is_kept_for_ever_and_others_are_not() {
        let header = |name: &str| {
            ask(name, &[]).headers()[CACHE_CONTROL]
                .to_str()
                .unwrap()
                .to_owned()
        };
        assert!(header("main-0a.css").contains("immutable"));
        assert!(!header("robots.txt").contains("immutable"));
    }

    #[test]
    fn compressed_files_go_only_to_who_accepts_them() {
        let coding = |accepts| {
            ask("main-0a.css", &[("accept-encoding", accepts)])
                .headers()
                .get(CONTENT_ENCODING)
                .cloned()
        };
        assert_eq!(coding("gzip, br;q=0.8").unwrap(), "br");
        for refused in ["gzip", "br;q=0", "br;q=0.000", ""] {
            assert_eq!(coding(refused), None, "{refused}");
        }
        assert_eq!(
            ask("main-0a.css", &[]).headers()[CONTENT_TYPE],
            "text/css; charset=utf-8"
        );
    }

    #[test]
    fn an_unchanged_file_is_not_sent_again() {
        let etag = ask("robots.txt", &[]).headers()[ETAG]
            .to_str()
            .unwrap()
            .to_owned();
        let headers = HeaderMap::from_iter([(
            IF_NONE_MATCH,
            HeaderValue::from_str(&format!("\"x\", W/{etag}")).unwrap(),
        )]);
        assert_eq!(
            site().respond("robots.txt", &headers).status(),
            StatusCode::NOT_MODIFIED
        );
    }

    #[test]
    fn only_files_of_the_site_are_served() {
        for name in [
            "manifest.json",
            "main-0a.css.br",
            "../Cargo.toml",
            "",
            "main.css",
        ] {
            assert_eq!(ask(name, &[]).status(), StatusCode::NOT_FOUND, "{name}");
        }
    }
}
