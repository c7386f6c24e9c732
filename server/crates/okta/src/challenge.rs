//! `WWW-Authenticate`: why a resource refused an access token (RFC 6750, section 3; RFC 9449, section 7).

use crate::Scope;
use http::{HeaderMap, header::WWW_AUTHENTICATE};

/// What a refusal says about the token. Okta's answers to a token without the right scope have no body,
/// only this header (Okta's support article on `insufficient_scope` at management endpoints).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Challenge {
    /// `error`, such as `insufficient_scope`.
    pub(crate) code: String,
    /// `error_description`.
    pub(crate) description: Option<String>,
    /// `scope`: what the call needs.
    pub(crate) scopes: Vec<Scope>,
}

impl Challenge {
    /// The first challenge that names an error.
    pub(crate) fn read(headers: &HeaderMap) -> Option<Self> {
        let lines = headers.get_all(WWW_AUTHENTICATE).iter();
        lines
            .filter_map(|line| line.to_str().ok())
            .find_map(Self::of_line)
    }

    fn of_line(line: &str) -> Option<Self> {
        let parameters = parameters(line);
        let value = |name: &str| {
            let mut found = parameters.iter().filter(|(key, _)| *key == name);
            found.next().map(|(_, value)| value.as_str())
        };
        Some(Self {
            code: value("error").filter(|code| is_code(code))?.to_owned(),
            description: value("error_description").map(str::to_owned),
            scopes: value("scope").map(Scope::list).unwrap_or_default(),
        })
    }
}

/// Codes are short and plain; nothing else may pass as one into a log.
pub(crate) fn is_code(text: &str) -> bool {
    (1..=64).contains(&text.len())
        && text
            .bytes()
            .all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'_' | b'-'))
}

/// The `name="value"` pairs of a line, of all its challenges together.
fn parameters(line: &str) -> Vec<(&str, String)> {
    let mut parameters = Vec::new();
    let mut rest = line;
    while let Some((before, after)) = rest.split_once('=') {
        let name = before.rsplit([' ', ',']).next().unwrap_or_default();
        let (value, left) = after.strip_prefix('"').map_or_else(|| bare(after), unquote);
        parameters.push((name, value));
        rest = left;
    }
    parameters
}

/// The text up to a separator, and what comes after it.
fn bare(text: &str) -> (String, &str) {
    let (value, rest) = text.split_at(text.find([',', ' ']).unwrap_or(text.len()));
    (value.to_owned(), rest)
}

/// The text up to the closing quote, and what comes after it.
fn unquote(text: &str) -> (String, &str) {
    let mut value = String::new();
    let mut characters = text.char_indices();
    while let Some((index, character)) = characters.next() {
        match character {
            '"' => return (value, &text[index + 1..]),
            '\\' => value.extend(characters.next().map(|(_, escaped)| escaped)),
            other => value.push(other),
        }
    }
    (value, "")
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn read(line: &'static str) -> Option<Challenge> {
        let mut headers = HeaderMap::new();
        headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static(line));
        Challenge::read(&headers)
    }

    #[test]
    fn oktas_own_form_names_the_missing_scope() {
        let challenge = read(
            r#"DPoP algs="RS256 ES256", authorization_uri="http://acme.example.com/oauth2/v1/authorize", realm="http://acme.example.com", scope="okta.policies.read", error="insufficient_scope", error_description="The access token provided does not contain the required scopes.", resource="/api/v1/policies""#,
        )
        .expect("a challenge");
        assert_eq!(challenge.code, "insufficient_scope");
        assert_eq!(challenge.scopes, Scope::list("okta.policies.read"));
        assert_eq!(
            challenge.description.as_deref(),
            Some("The access token provided does not contain the required scopes.")
        );
    }

    #[test]
    fn the_error_may_stand_in_a_later_challenge_and_without_quotes() {
        let challenge = read(r#"Bearer realm="a, \"b\"", DPoP error=use_dpop_nonce, scope="a b""#)
            .expect("a challenge");
        assert_eq!(challenge.code, "use_dpop_nonce");
        assert_eq!(challenge.scopes, Scope::list("a b"));
    }

    #[test]
    fn what_names_no_error_is_no_challenge() {
        for line in [
            "Bearer",
            "",
            "=",
            "Bearer error=\"",
            "Bearer error=\"two words\"",
        ] {
            assert_eq!(read(line), None, "{line}");
        }
    }
}
