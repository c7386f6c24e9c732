use crate::{Error, OktaId};
use bytes::Bytes;
use http::{
    HeaderName, HeaderValue, Method,
    header::{ACCEPT, CONTENT_TYPE},
};
use latchkey_http::NotSent;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde::Serialize;
use url::{Url, form_urlencoded};
use zeroize::Zeroizing;

/// Everything but RFC 3986's unreserved characters is encoded, `/` and `%` too.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Enough for every body we send, so that a password is not left behind by a growing buffer.
const BODY_CAPACITY: usize = 16 * 1024;

/// One call to Okta.
#[derive(Clone)]
pub(crate) struct Request {
    pub(crate) method: Method,
    /// The path with placeholders; it names the rate-limit bucket and stands in logs.
    pub(crate) template: &'static str,
    values: Vec<String>,
    query: Vec<(&'static str, String)>,
    body: Option<Bytes>,
    content_type: &'static str,
    /// What goes out besides the headers of every call.
    headers: Vec<(HeaderName, HeaderValue)>,
    /// A later page's address, taken as it is.
    following: Option<Url>,
    /// The same call twice has the effect of one.
    pub(crate) is_idempotent: bool,
    changes_nothing: bool,
    /// Okta counts how often one person tries this, and refuses more with the code of the rate limit.
    pub(crate) counts_tries: bool,
}

impl Request {
    pub(crate) fn get(template: &'static str) -> Self {
        Self::new(Method::GET, template, true)
    }

    /// A call that may be sent once only.
    pub(crate) fn post(template: &'static str) -> Self {
        Self::new(Method::POST, template, false)
    }

    pub(crate) fn put(template: &'static str) -> Self {
        Self::new(Method::PUT, template, true)
    }

    pub(crate) fn delete(template: &'static str) -> Self {
        Self::new(Method::DELETE, template, true)
    }

    /// A POST to the token endpoint: one that has no effect but its answer.
    pub(crate) fn token_request(template: &'static str) -> Self {
        Self {
            changes_nothing: true,
            ..Self::new(Method::POST, template, true)
        }
    }

    fn new(method: Method, template: &'static str, is_idempotent: bool) -> Self {
        Self {
            changes_nothing: method == Method::GET,
            method,
            template,
            values: Vec::new(),
            query: Vec::new(),
            body: None,
            content_type: "application/json",
            headers: Vec::new(),
            following: None,
            is_idempotent,
            counts_tries: false,
        }
    }

    /// Says that a second call would do something else than the first.
    pub(crate) fn once_only(mut self) -> Self {
        self.is_idempotent = false;
        self
    }

    /// Says that Okta limits how often one person may try this.
    pub(crate) fn counts_tries(mut self) -> Self {
        self.counts_tries = true;
        self
    }

    /// Fills the template's next placeholder with an id.
    pub(crate) fn id(self, id: &OktaId) -> Self {
        self.text(id.as_str())
    }

    /// Fills the template's next placeholder with any text.
    pub(crate) fn text(mut self, value: &str) -> Self {
        self.values.push(value.to_owned());
        self
    }

    pub(crate) fn query(mut self, name: &'static str, value: &impl ToString) -> Self {
        self.query.push((name, value.to_string()));
        self
    }

    pub(crate) fn json(mut self, content: &impl Serialize) -> Result<Self, Error> {
        let mut buffer = Zeroizing::new(Vec::with_capacity(BODY_CAPACITY));
        serde_json::to_writer(&mut *buffer, content)
            .map_err(|_| Error::NotSent(NotSent::Invalid))?;
        self.body = Some(Bytes::from_owner(buffer));
        Ok(self)
    }

    /// Content as a form.
    pub(crate) fn form(mut self, fields: &[(&str, &str)]) -> Self {
        let mut form = form_urlencoded::Serializer::new(String::with_capacity(BODY_CAPACITY));
        let content = form.extend_pairs(fields).finish().into_bytes();
        self.body = Some(Bytes::from_owner(Zeroizing::new(content)));
        self.content_type = "application/x-www-form-urlencoded";
        self
    }

    pub(crate) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.push((name, value));
        self
    }

    /// The same call, for the page at `url`.
    pub(crate) fn following(&self, url: Url) -> Self {
        Self {
            following: Some(url),
            ..self.clone()
        }
    }

    /// Reads change nothing, whatever happens to them.
    pub(crate) fn is_read(&self) -> bool {
        self.changes_nothing
    }

    /// The call in HTTP, not signed yet.
    pub(crate) fn to_http(&self, base: &Url) -> Result<latchkey_http::Request, Error> {
        let url = self.url(base).ok_or(Error::NotSent(NotSent::Invalid))?;
        let mut request = latchkey_http::Request::new(self.method.clone(), url, self.template);
        request
            .headers
            .insert(ACCEPT, HeaderValue::from_static("application/json"));
        request
            .headers
            .insert(CONTENT_TYPE, HeaderValue::from_static(self.content_type));
        request.headers.extend(self.headers.iter().cloned());
        request.body.clone_from(&self.body);
        Ok(request)
    }

    fn url(&self, base: &Url) -> Option<Url> {
        if let Some(url) = &self.following {
            return Some(url.clone());
        }
        let path = self.path()?;
        let mut url = base.clone();
        url.set_path(&path);
        if !self.query.is_empty() {
            url.query_pairs_mut().extend_pairs(&self.query);
        }
        // The URL must say what was meant: a parser's clean-up would reach another endpoint.
        (url.path() == path).then_some(url)
    }

    /// `None` when a value cannot stand in a path, or values and placeholders do not match.
    fn path(&self) -> Option<String> {
        let mut values = self.values.iter();
        let mut path = String::with_capacity(self.template.len() + 32);
        for segment in self.template.split('/').skip(1) {
            path.push('/');
            if segment.starts_with('{') {
                let value = values
                    .next()
                    .filter(|value| !matches!(value.as_str(), "" | "." | ".."))?;
                path.extend(utf8_percent_encode(value, RESERVED));
            } else {
                path.push_str(segment);
            }
        }
        values.next().is_none().then_some(path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn url(request: &Request) -> Option<String> {
        let base = "https://acme.example.com/".parse().expect("url");
        request.url(&base).map(String::from)
    }

    #[test]
    fn hostile_values_stay_one_segment() {
        for (value, encoded) in [
            (r#"a/../b%2f"x"#, "a%2F..%2Fb%252f%22x"),
            ("a?b#c", "a%3Fb%23c"),
            ("a;b=c&d+e f", "a%3Bb%3Dc%26d%2Be%20f"),
            ("..%2f", "..%252f"),
            ("%2e%2e", "%252e%252e"),
            ("...", "..."),
            ("a\\b\r\n\0", "a%5Cb%0D%0A%00"),
            ("alice@example.com", "alice%40example.com"),
            ("é", "%C3%A9"),
        ] {
            let request = Request::get("/api/v1/users/{id}/groups").text(value);
            let expected = format!("https://acme.example.com/api/v1/users/{encoded}/groups");
            assert_eq!(url(&request), Some(expected), "{value:?}");
        }
    }

    #[test]
    fn dot_segments_and_empty_values_are_refused() {
        for value in ["", ".", ".."] {
            assert_eq!(
                url(&Request::get("/api/v1/users/{id}").text(value)),
                None,
                "{value:?}"
            );
        }
    }

    #[test]
    fn values_and_placeholders_must_match() {
        assert_eq!(url(&Request::get("/api/v1/users/{id}")), None);
        assert_eq!(url(&Request::get("/api/v1/users").text("a")), None);
    }

    #[test]
    fn query_values_stay_one_pair() {
        let request = Request::get("/api/v1/users")
            .query("filter", &r#"a eq "x&limit=1#y""#)
            .query("limit", &2);
        let expected =
            "https://acme.example.com/api/v1/users?filter=a+eq+%22x%26limit%3D1%23y%22&limit=2";
        assert_eq!(url(&request).as_deref(), Some(expected));
    }

    proptest! {
        #[test]
        fn any_value_is_one_segment_or_refused(value in ".*") {
            let request = Request::get("/api/v1/users/{id}").text(&value);
            match url(&request) {
                None => prop_assert!(matches!(value.as_str(), "" | "." | "..")),
                Some(url) => {
                    let last = url.strip_prefix("https://acme.example.com/api/v1/users/").expect("prefix");
                    prop_assert!(!last.contains(['/', '?', '#']));
                    let decoded = percent_encoding::percent_decode_str(last).decode_utf8().expect("UTF-8");
                    prop_assert_eq!(decoded, value);
                }
            }
        }
    }
}
