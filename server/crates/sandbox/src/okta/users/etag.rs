//! Entity tags of users. Recorded answers show that the tag follows the profile and not the status.

use http::{HeaderMap, HeaderValue, header};
use sha2::{Digest, Sha256};

use super::User;
use crate::okta::error::{ETAG_MISMATCH, ETAG_SYNTAX, Refusal};

/// The weak tag of a user's present profile.
pub(crate) fn of(user: &User) -> String {
    let mut hasher = Sha256::new();
    hasher.update(user.id.as_bytes());
    hasher.update(user.provider.kind.as_bytes());
    hasher.update(serde_json::to_vec(&user.profile).unwrap_or_default());
    let digest = hasher
        .finalize()
        .iter()
        .fold(String::new(), |text, byte| text + &format!("{byte:02x}"));
    format!("W/\"{digest}\"")
}

/// Refuses when `If-Match` is there and names another version.
pub(crate) fn check(headers: &HeaderMap, user: &User) -> Result<(), Refusal> {
    let Some(wanted) = headers.get(header::IF_MATCH) else {
        return Ok(());
    };
    let wanted = wanted.to_str().unwrap_or_default().trim();
    let opaque = wanted.strip_prefix("W/").unwrap_or(wanted);
    if opaque.len() < 2 || !opaque.starts_with('"') || !opaque.ends_with('"') {
        return Err(Refusal::new(&ETAG_SYNTAX));
    }
    if of(user).strip_prefix("W/") == Some(opaque) {
        Ok(())
    } else {
        Err(Refusal::new(&ETAG_MISMATCH))
    }
}

/// The tag as a header value.
pub(crate) fn header_of(user: &User) -> Option<HeaderValue> {
    HeaderValue::from_str(&of(user)).ok()
}
