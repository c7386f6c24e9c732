use bytes::Bytes;
use http::{HeaderMap, Method};
use std::fmt;
use url::Url;

/// One call. `Debug` shows neither the URL nor the headers nor the body.
#[derive(Clone)]
pub struct Request {
    /// The verb.
    pub method: Method,
    /// The whole target, query included.
    pub url: Url,
    /// The path with placeholders instead of values: the only part of the URL's path that is logged.
    pub path_template: &'static str,
    /// The headers; mark secret ones as sensitive.
    pub headers: HeaderMap,
    /// The content; `None` sends an empty one.
    pub body: Option<Bytes>,
}

impl Request {
    /// A call without headers and content.
    #[must_use]
    pub fn new(method: Method, url: Url, path_template: &'static str) -> Self {
        Self {
            method,
            url,
            path_template,
            headers: HeaderMap::new(),
            body: None,
        }
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Request")
            .field("method", &self.method)
            .field("path_template", &self.path_template)
            .finish_non_exhaustive()
    }
}
