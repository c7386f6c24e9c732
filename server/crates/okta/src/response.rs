use crate::{ApiError, Error, Failure, request::Request};
use bytes::Bytes;
use http::{HeaderMap, StatusCode};
use jiff::Timestamp;
use serde::de::{DeserializeOwned, IgnoredAny};

/// The result of a write, with what the audit trail keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer<T> {
    /// What Okta answered.
    pub value: T,
    /// `X-Okta-Request-Id`, equal to `transaction.id` in the System Log; `None` when Okta sent none.
    pub request_id: Option<String>,
}

/// A successful answer, not parsed yet.
pub(crate) struct Received {
    pub(crate) headers: HeaderMap,
    pub(crate) body: Bytes,
    pub(crate) request_id: Option<String>,
}

/// Tells success, refusal and the unknown apart.
pub(crate) fn judge(
    request: &Request,
    sent: Result<latchkey_http::Response, latchkey_http::Error>,
    retry_at: Option<Timestamp>,
) -> Result<Received, Error> {
    let response = match sent {
        Ok(response) => response,
        Err(latchkey_http::Error::NotSent(reason)) => return Err(Error::NotSent(reason)),
        Err(latchkey_http::Error::Unclear(reason)) => {
            return Err(lost(request, reason.into(), None));
        }
    };
    let request_id = request_id(&response.headers);
    let status = response.status;
    if let Some(retry_at) = retry_at {
        return Err(Error::RateLimited { retry_at });
    }
    if status.is_success() {
        return Ok(Received {
            headers: response.headers,
            body: response.body,
            request_id,
        });
    }
    let is_refusal = status.is_client_error() && status != StatusCode::REQUEST_TIMEOUT;
    let error = ApiError::read(status.as_u16(), request_id.clone(), &response.body)
        .with_challenge(&response.headers);
    // A server error can come after the effect, so for a write it decides nothing.
    if is_refusal || (request.is_read() && !error.code.is_empty()) {
        return Err(Box::new(error).into());
    }
    Err(lost(request, Failure::Status(status.as_u16()), request_id))
}

/// Whether an answer is Okta's word that the rate limit is used up. Other 429s protect single
/// people (an SMS every 30 seconds) and are refusals.
///
/// Where Okta counts a person's tries it refuses with the rate limit's own code; that calls remain in the
/// bucket tells the two apart, so that one person's tries never hold up everybody's calls.
pub(crate) fn is_rate_limit(request: &Request, response: &latchkey_http::Response) -> bool {
    response.status == StatusCode::TOO_MANY_REQUESTS
        && matches!(
            ApiError::read(429, None, &response.body).code.as_str(),
            "" | "E0000047"
        )
        && !(request.counts_tries && calls_remain(&response.headers))
}

fn calls_remain(headers: &HeaderMap) -> bool {
    let remaining = headers.get("x-rate-limit-remaining");
    let remaining = remaining.and_then(|value| value.to_str().ok());
    remaining
        .and_then(|text| text.parse::<u32>().ok())
        .is_some_and(|remaining| remaining > 0)
}

impl Received {
    /// Reads the body; an empty one counts as `{}`.
    pub(crate) fn parse<T: DeserializeOwned>(&self, request: &Request) -> Result<T, Error> {
        parse(&self.body).map_err(|path| {
            let request_id = self.request_id.clone();
            if request.is_read() {
                Error::Unreadable { path }
            } else {
                Error::Unclear {
                    failure: Failure::Unreadable(path),
                    request_id,
                }
            }
        })
    }

    /// Accepts an empty body and any whole JSON.
    pub(crate) fn expect_nothing(&self, request: &Request) -> Result<(), Error> {
        self.parse::<IgnoredAny>(request).map(|_| ())
    }

    pub(crate) fn answer<T>(self, value: T) -> Answer<T> {
        Answer {
            value,
            request_id: self.request_id,
        }
    }
}

/// The path of what cannot be read, on failure. serde's own message is dropped: it quotes content.
fn parse<T: DeserializeOwned>(body: &[u8]) -> Result<T, String> {
    let body = if body.trim_ascii().is_empty() {
        b"{}"
    } else {
        body
    };
    let mut deserializer = serde_json::Deserializer::from_slice(body);
    let value = serde_path_to_error::deserialize(&mut deserializer)
        .map_err(|error| error.path().to_string())?;
    deserializer.end().map_err(|_| String::new())?;
    Ok(value)
}

fn lost(request: &Request, failure: Failure, request_id: Option<String>) -> Error {
    if request.is_read() {
        Error::NoAnswer {
            failure,
            request_id,
        }
    } else {
        Error::Unclear {
            failure,
            request_id,
        }
    }
}

/// Only plain short ids are taken over, so that an answer cannot write into logs.
fn request_id(headers: &HeaderMap) -> Option<String> {
    let id = headers.get("x-okta-request-id")?.to_str().ok()?;
    let is_plain = (1..=100).contains(&id.len())
        && id
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'@' | b'.'));
    is_plain.then(|| id.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::Value;

    fn response(status: u16, body: &'static str) -> latchkey_http::Response {
        let mut headers = HeaderMap::new();
        headers.insert("x-okta-request-id", http::HeaderValue::from_static("req-1"));
        let status = StatusCode::from_u16(status).expect("status");
        latchkey_http::Response {
            status,
            headers,
            body: Bytes::from_static(body.as_bytes()),
        }
    }

    fn write() -> Request {
        Request::post("/api/v1/users")
    }

    #[test]
    fn every_form_of_success_without_content_is_accepted() {
        for (status, body) in [
            (200, "{}"),
            (200, ""),
            (204, ""),
            (200, " \n"),
            (202, "{\"a\":1}"),
        ] {
            let received = judge(&write(), Ok(response(status, body)), None).expect("success");
            assert!(
                received.expect_nothing(&write()).is_ok(),
                "{status} {body:?}"
            );
            assert_eq!(received.request_id.as_deref(), Some("req-1"));
        }
    }

    #[test]
    fn a_write_answered_by_rubbish_is_unclear_and_a_read_unreadable() {
        for body in ["<html>", "{\"id\":", "{} {}", "nul"] {
            let received = judge(&write(), Ok(response(200, body)), None).expect("success status");
            let error = received.expect_nothing(&write()).expect_err("rubbish");
            assert!(
                matches!(
                    error,
                    Error::Unclear {
                        failure: Failure::Unreadable(_),
                        ..
                    }
                ),
                "{body}"
            );
            let error = received
                .parse::<Value>(&Request::get("/api/v1/users"))
                .expect_err("rubbish");
            assert!(matches!(error, Error::Unreadable { .. }), "{body}");
        }
    }

    #[test]
    fn a_server_error_decides_nothing_for_a_write() {
        let body = r#"{"errorCode":"E0000010"}"#;
        for status in [500, 502, 503, 504, 408, 302, 101] {
            let error = judge(&write(), Ok(response(status, body)), None)
                .err()
                .expect("no success");
            assert!(!error.outcome_known(), "{status}");
            assert_eq!(error.request_id(), Some("req-1"));
        }
        let read = Request::get("/api/v1/users");
        let error = judge(&read, Ok(response(503, body)), None)
            .err()
            .expect("no success");
        assert!(error.is_read_only_mode());
    }

    #[test]
    fn unreadable_answers_are_told_by_place_and_never_by_content() {
        let path = parse::<Vec<crate::User>>(br#"[{"id":"00u1","created":"alice"}]"#)
            .expect_err("no time");
        assert_eq!(path, "[0].created");
    }

    #[test]
    fn limits_that_protect_one_person_are_refusals() {
        let limited = |body| is_rate_limit(&write(), &response(429, body));
        assert!(limited(r#"{"errorCode":"E0000047"}"#));
        assert!(limited("<html>"));
        assert!(!limited(r#"{"errorCode":"E0000109"}"#));
    }

    #[test]
    fn one_persons_tries_are_told_from_the_rate_limit_by_the_calls_that_remain() {
        let body = r#"{"errorCode":"E0000047"}"#;
        let remaining = |count| {
            let mut response = response(429, body);
            let count = http::HeaderValue::from_static(count);
            response.headers.insert("x-rate-limit-remaining", count);
            response
        };
        let counted = write().counts_tries();
        assert!(!is_rate_limit(&counted, &remaining("41")));
        assert!(is_rate_limit(&counted, &remaining("0")));
        assert!(is_rate_limit(&counted, &response(429, body)));
        assert!(is_rate_limit(&write(), &remaining("41")));
    }
}
