//! One call of the API: what a verb gets, and what it gives back.

use std::collections::BTreeMap;

use axum::response::{IntoResponse, Response};
use bytes::Bytes;
use http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use serde_json::{Map, Value};

use super::error::{BODY_NOT_WELL_FORMED, Refusal};
use super::query::Query;
use super::state::State;

/// A verb of the API.
pub(crate) type Verb = fn(&mut State, &Call) -> Result<Answer, Refusal>;

/// Where a call comes from, for rights and the System Log.
#[derive(Debug, Clone, Default)]
pub(crate) struct Origin {
    /// The value of `X-Okta-Request-Id`; empty when nothing was requested over HTTP.
    pub(crate) request_id: String,
    pub(crate) address: String,
    pub(crate) user_agent: String,
    /// Path and query.
    pub(crate) uri: String,
    pub(crate) token_id: Option<String>,
    /// Id of the user for whom the token speaks; `None` for a service app.
    pub(crate) token_owner: Option<String>,
    /// The OAuth client that calls; `None` for API tokens.
    pub(crate) client_id: Option<String>,
}

impl Origin {
    /// Whose share of a rate limit the call uses: the API token's or the OAuth app's.
    pub(crate) fn shareholder(&self) -> Option<&str> {
        self.token_id.as_deref().or(self.client_id.as_deref())
    }
}

/// A call on its way to a verb.
#[derive(Debug)]
pub(crate) struct Call {
    pub(crate) origin: Origin,
    /// The path as it was sent.
    pub(crate) path: String,
    pub(crate) segments: BTreeMap<String, String>,
    pub(crate) query: Query,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
}

impl Call {
    /// A decoded variable part of the path; empty when the route has none of that name.
    pub(crate) fn segment(&self, name: &str) -> &str {
        self.segments.get(name).map_or("", String::as_str)
    }

    /// The body as a form.
    pub(crate) fn form(&self) -> Query {
        Query::parse(&String::from_utf8_lossy(&self.body))
    }

    /// The body as a JSON object.
    pub(crate) fn json(&self) -> Result<Map<String, Value>, Refusal> {
        serde_json::from_slice(&self.body).map_err(|_| Refusal::new(&BODY_NOT_WELL_FORMED))
    }
}

/// What a verb answers.
#[derive(Debug)]
pub(crate) struct Answer {
    status: StatusCode,
    body: Option<Content>,
    headers: HeaderMap,
}

#[derive(Debug)]
enum Content {
    Json(Value),
    Html(String),
    Style(&'static str),
}

impl Answer {
    /// 200 with a body.
    pub(crate) fn json(body: Value) -> Self {
        Self {
            status: StatusCode::OK,
            body: Some(Content::Json(body)),
            headers: HeaderMap::new(),
        }
    }

    /// 200 with a page.
    pub(crate) fn html(page: String) -> Self {
        Self {
            status: StatusCode::OK,
            body: Some(Content::Html(page)),
            headers: HeaderMap::new(),
        }
    }

    /// 200 with a style sheet.
    pub(crate) fn style(sheet: &'static str) -> Self {
        Self {
            body: Some(Content::Style(sheet)),
            ..Self::no_content().with_status(StatusCode::OK)
        }
    }

    /// 303 to another address. `None` when the address is none that a header can hold.
    pub(crate) fn see_other(url: &str) -> Option<Self> {
        let location = HeaderValue::from_str(url).ok()?;
        let answer = Self::no_content().with_status(StatusCode::SEE_OTHER);
        Some(answer.with_header(header::LOCATION, location))
    }

    /// 200 with `{}`, which today's orgs answer when there is nothing to say.
    pub(crate) fn empty_object() -> Self {
        Self::json(Value::Object(Map::new()))
    }

    /// 204.
    pub(crate) fn no_content() -> Self {
        Self {
            status: StatusCode::NO_CONTENT,
            body: None,
            headers: HeaderMap::new(),
        }
    }

    pub(crate) fn with_status(mut self, status: StatusCode) -> Self {
        self.status = status;
        self
    }

    /// Adds a header.
    pub(crate) fn with_header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.append(name, value);
        self
    }

    /// Adds an entity tag.
    pub(crate) fn with_etag(mut self, etag: Option<HeaderValue>) -> Self {
        if let Some(etag) = etag {
            self.headers.insert(header::ETAG, etag);
        }
        self
    }

    /// Adds one `Link` line; each relation gets a line of its own.
    pub(crate) fn with_link(mut self, url: &str, relation: &str) -> Self {
        if let Ok(value) = HeaderValue::from_str(&format!("<{url}>; rel=\"{relation}\"")) {
            self.headers.append(header::LINK, value);
        }
        self
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        let mut headers = self.headers;
        let (kind, body) = match self.body {
            Some(Content::Json(body)) => (Some("application/json"), body.to_string()),
            Some(Content::Html(page)) => (Some("text/html; charset=utf-8"), page),
            Some(Content::Style(sheet)) => (Some("text/css; charset=utf-8"), sheet.to_owned()),
            None => (None, String::new()),
        };
        if let Some(kind) = kind {
            headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(kind));
        }
        if body.is_empty() {
            (self.status, headers).into_response()
        } else {
            (self.status, headers, body).into_response()
        }
    }
}
