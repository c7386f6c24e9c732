use crate::{
    Scope,
    challenge::{Challenge, is_code},
};
use http::HeaderMap;
use serde::Deserialize;
use serde_json::Value;
use std::fmt;

/// Most characters kept of a text of Okta's.
const LONGEST_TEXT: usize = 1000;

/// What Okta said when it refused a call (management spec, schema `Error`).
///
/// Summary and causes can name people, so neither `Display` nor `Debug` shows them.
#[derive(Clone, PartialEq, Eq)]
pub struct ApiError {
    /// The HTTP status.
    pub status: u16,
    /// `errorCode`, such as `E0000007`; empty when the answer is not Okta's (a proxy's page).
    pub code: String,
    /// `errorId`, which Okta's support can look up.
    pub id: Option<String>,
    /// `X-Okta-Request-Id`, equal to `transaction.id` in the System Log.
    pub request_id: Option<String>,
    summary: Option<String>,
    causes: Vec<String>,
    /// What is said about the access token, in the body or in `WWW-Authenticate`.
    challenge: Option<Box<Challenge>>,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Body {
    #[serde(rename = "errorCode")]
    code: Option<String>,
    #[serde(rename = "errorSummary")]
    summary: Option<String>,
    #[serde(rename = "errorId")]
    id: Option<String>,
    #[serde(rename = "errorCauses")]
    causes: Option<Vec<Cause>>,
    /// The code of an OAuth error; anything else has no meaning here.
    error: Value,
    error_description: Value,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct Cause {
    error_summary: Option<String>,
}

impl ApiError {
    /// Reads an error body; anything that is not one leaves the code empty.
    pub(crate) fn read(status: u16, request_id: Option<String>, body: &[u8]) -> Self {
        let body: Body = serde_json::from_slice(body).unwrap_or_default();
        let causes = body.causes.unwrap_or_default();
        Self {
            status,
            challenge: oauth_error(&body.error, &body.error_description).map(Box::new),
            code: body.code.filter(|code| is_code(code)).unwrap_or_default(),
            id: body.id.filter(|id| is_code(id)),
            request_id,
            summary: body.summary.map(|text| shortened(&text)),
            causes: causes
                .into_iter()
                .filter_map(|cause| cause.error_summary)
                .collect(),
        }
    }

    /// Adds what the headers say about the access token.
    pub(crate) fn with_challenge(mut self, headers: &HeaderMap) -> Self {
        if let Some(challenge) = Challenge::read(headers) {
            self.challenge = Some(Box::new(challenge));
        }
        self
    }

    /// The code of OAuth's, such as `insufficient_scope`; `None` when the refusal has none.
    #[must_use]
    pub fn oauth_code(&self) -> Option<&str> {
        self.challenge
            .as_ref()
            .map(|challenge| challenge.code.as_str())
    }

    /// The scopes Okta names when the access token lacks one; any of them would do.
    #[must_use]
    pub fn missing_scopes(&self) -> &[Scope] {
        match &self.challenge {
            Some(challenge) if challenge.code == "insufficient_scope" => &challenge.scopes,
            _ => &[],
        }
    }

    /// Okta's own sentence (`error_description`, else `errorSummary`). It may hold personal data: show it
    /// to the admin who asked, never log it.
    #[must_use]
    pub fn words(&self) -> Option<&str> {
        let challenge = self.challenge.as_ref();
        challenge
            .and_then(|challenge| challenge.description.as_deref())
            .or(self.summary.as_deref())
    }

    /// The texts of `errorCauses`. They may hold personal data: map them, never log them.
    #[must_use]
    pub fn causes(&self) -> &[String] {
        &self.causes
    }
}

/// An OAuth error in the body (RFC 6749, section 5.2).
fn oauth_error(code: &Value, description: &Value) -> Option<Challenge> {
    let code = code.as_str().filter(|code| is_code(code))?;
    Some(Challenge {
        code: code.to_owned(),
        description: description.as_str().map(shortened),
        ..Challenge::default()
    })
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST_TEXT).collect()
}

impl fmt::Debug for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("ApiError")
            .field("status", &self.status)
            .field("code", &self.code)
            .field("id", &self.id)
            .field("request_id", &self.request_id)
            .finish_non_exhaustive()
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "Okta answered {}", self.status)?;
        if !self.code.is_empty() {
            write!(formatter, " {}", self.code)?;
        }
        match &self.id {
            Some(id) => write!(formatter, " (error id {id})"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ApiError {}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_could_name_a_person_is_kept_but_never_shown() {
        let body = br#"{"errorCode":"E0000007","errorSummary":"Not found: alice","errorId":"oae1",
            "errorCauses":[{"errorSummary":"alice is gone"}]}"#;
        let error = ApiError::read(404, Some("req-1".to_owned()), body);
        assert_eq!(
            (error.code.as_str(), error.causes()),
            ("E0000007", &["alice is gone".to_owned()][..])
        );
        assert!(!format!("{error} {error:?}").contains("alice"));
    }

    #[test]
    fn an_answer_that_is_not_oktas_has_no_code() {
        for body in [
            &b"<html>"[..],
            b"",
            b"[]",
            b"{\"status\":404}",
            b"{\"errorCode\":\"x y\\n\"}",
        ] {
            assert_eq!(ApiError::read(403, None, body).code, "");
        }
    }
}
