use super::{ClientId, SigningKey};
use jiff::Timestamp;
use latchkey_values::Entropy;
use serde::Serialize;
use url::Url;

/// How long an assertion is good for. Okta allows an hour; it is used at once.
const LIFETIME_SECONDS: i64 = 300;

/// The claims by which an app proves that it holds its key (RFC 7523, section 3).
#[derive(Serialize)]
struct Claims<'a> {
    iss: &'a str,
    sub: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
    jti: String,
}

/// A new assertion for one request to the token endpoint; Okta takes each once only.
pub(super) fn sign(
    key: &SigningKey,
    client: &ClientId,
    endpoint: &Url,
    now: Timestamp,
    entropy: &dyn Entropy,
) -> Option<String> {
    let mut header = key.header();
    header.kid = Some(key.id().to_owned());
    let claims = Claims {
        iss: client.as_str(),
        sub: client.as_str(),
        aud: endpoint.as_str(),
        iat: now.as_second(),
        exp: now.as_second() + LIFETIME_SECONDS,
        jti: entropy.token(),
    };
    key.sign(&header, &claims)
}
