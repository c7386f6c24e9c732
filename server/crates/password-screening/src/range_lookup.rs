use crate::breached::Sha1Digest;
use http::{HeaderName, HeaderValue, Method, StatusCode};
use latchkey_http::{Client, Request};
use latchkey_values::NewPassword;
use std::time::Duration;
use url::Url;
use zeroize::Zeroizing;

/// How long a person waits for the service at most.
const BUDGET: Duration = Duration::from_secs(2);

/// Hex digits of the hash that leave the house.
const PREFIX_DIGITS: usize = 5;

/// Hides from onlookers, by its size, which prefix an answer is for.
const ADD_PADDING: HeaderName = HeaderName::from_static("add-padding");

/// Asks a service with the Pwned Passwords range API whether a password is known from leaks.
///
/// Only the first five hex digits of the password's SHA-1 leave; a million passwords share them.
#[derive(Clone)]
pub struct RangeLookup {
    client: Client,
    base_url: Url,
}

/// The range service's URL is neither http nor https.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the URL of the range service must start with https:// or http://")]
pub struct InvalidRangeUrl;

/// Why the service told nothing.
#[derive(Debug, thiserror::Error)]
enum NoAnswer {
    #[error("no answer within two seconds")]
    Late,
    #[error(transparent)]
    Call(#[from] latchkey_http::Error),
    #[error("the answer has status {0}")]
    Status(StatusCode),
    #[error("the answer is not a list of hashes")]
    Garbled,
}

impl RangeLookup {
    /// Asks `{base_url}/range/{prefix}` through `client`.
    ///
    /// # Errors
    /// [`InvalidRangeUrl`] for a URL that is not http or https.
    pub fn new(client: Client, mut base_url: Url) -> Result<Self, InvalidRangeUrl> {
        if !matches!(base_url.scheme(), "https" | "http") {
            return Err(InvalidRangeUrl);
        }
        base_url.set_query(None);
        base_url.set_fragment(None);
        Ok(Self { client, base_url })
    }

    /// Whether the password is known from leaks; `None` when the service did not tell, which is
    /// logged and must not keep anybody from a new password.
    pub async fn is_breached(&self, password: &NewPassword) -> Option<bool> {
        let digits = Sha1Digest::of(password.expose()).hex();
        let asked = tokio::time::timeout(BUDGET, self.ask(&digits)).await;
        match asked.unwrap_or(Err(NoAnswer::Late)) {
            Ok(is_listed) => Some(is_listed),
            Err(reason) => {
                tracing::warn!(%reason, "the range service for breached passwords did not tell");
                None
            }
        }
    }

    async fn ask(&self, digits: &str) -> Result<bool, NoAnswer> {
        let (prefix, suffix) = digits.split_at(PREFIX_DIGITS);
        let mut url = self.base_url.clone();
        if let Ok(mut path) = url.path_segments_mut() {
            path.pop_if_empty().extend(["range", prefix]);
        }
        let mut request = Request::new(Method::GET, url, "/range/{prefix}");
        request
            .headers
            .insert(ADD_PADDING, HeaderValue::from_static("true"));
        let answer = self.client.send(request).await?;
        if answer.status != StatusCode::OK {
            return Err(NoAnswer::Status(answer.status));
        }
        let body = Zeroizing::new(String::from_utf8_lossy(&answer.body).into_owned());
        is_listed(suffix, &body).ok_or(NoAnswer::Garbled)
    }
}

/// Whether `suffix` stands in the `SUFFIX:COUNT` lines; `None` when there is another kind of line.
/// A count of 0 marks padding, which names no leak.
fn is_listed(suffix: &str, body: &str) -> Option<bool> {
    let mut listed = false;
    for line in body.lines() {
        let (found, count) = line.trim_end().split_once(':')?;
        let count: u64 = count.parse().ok()?;
        if found.len() != suffix.len() || !found.bytes().all(|c| c.is_ascii_hexdigit()) {
            return None;
        }
        listed |= count > 0 && found.eq_ignore_ascii_case(suffix);
    }
    Some(listed)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn padding_and_other_hashes_are_not_leaks() {
        let body = "00D4F6E8FA6EECAD2A3AA415EEC418D38EC:2\r\n011053FD0102E94D6AE2F8B83D76FAF94F6:0";
        for (suffix, listed) in [
            ("00D4F6E8FA6EECAD2A3AA415EEC418D38EC", true),
            ("011053FD0102E94D6AE2F8B83D76FAF94F6", false),
            ("012A7CA357541F0AC487871FEEC1891C49C", false),
        ] {
            assert_eq!(is_listed(suffix, body), Some(listed), "{suffix}");
        }
    }

    #[test]
    fn a_page_instead_of_a_list_tells_nothing() {
        let suffix = "00D4F6E8FA6EECAD2A3AA415EEC418D38EC";
        for body in ["<html>", "00D4:1", "please: 1"] {
            assert_eq!(is_listed(suffix, body), None, "{body}");
        }
    }
}
