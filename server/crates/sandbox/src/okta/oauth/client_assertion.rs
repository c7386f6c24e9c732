//! `private_key_jwt`: a client proves itself by an assertion that it signed.

use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::Algorithm;
use jsonwebtoken::jwk::Jwk;

use super::apps::{App, Authentication};
use super::error::{
    ASSERTION_ALREADY_USED, ASSERTION_EXPIRATION_REQUIRED, ASSERTION_EXPIRED,
    ASSERTION_EXPIRES_TOO_LATE, ASSERTION_INVALID_ALGORITHM, ASSERTION_INVALID_AUDIENCE,
    ASSERTION_INVALID_ISSUER, ASSERTION_INVALID_JWT, ASSERTION_INVALID_KID,
    ASSERTION_INVALID_SIGNATURE, ASSERTION_INVALID_SUBJECT, ASSERTION_ISSUED_IN_FUTURE,
    ASSERTION_KEYS_MISSING, INVALID_ASSERTION_TYPE, INVALID_CLIENT,
};
use super::jwt::Jwt;
use crate::okta::error::{Entry, Refusal};
use crate::okta::query::Query;
use crate::okta::state::State;

/// The algorithms of assertions and proofs. Okta takes ES512 too, which this org cannot check.
pub(crate) const ALGORITHMS: [&str; 5] = ["RS256", "RS384", "RS512", "ES256", "ES384"];

const TYPE: &str = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

/// Okta takes no assertion that lives longer.
const LONGEST: SignedDuration = SignedDuration::from_hours(1);

/// How far a client's clock may be ahead.
pub(super) const LEEWAY: SignedDuration = SignedDuration::from_secs(60);

/// Checks an assertion that was sent to `endpoint`; gives its client.
pub(super) fn check(
    state: &mut State,
    assertion: &str,
    form: &Query,
    endpoint: &str,
) -> Result<App, Refusal> {
    if form.get("client_assertion_type") != Some(TYPE) {
        return Err(Refusal::oauth(&INVALID_ASSERTION_TYPE));
    }
    checked(state, assertion, endpoint).map_err(Refusal::oauth)
}

fn checked(state: &mut State, assertion: &str, endpoint: &str) -> Result<App, &'static Entry> {
    let jwt = Jwt::parse(assertion).ok_or(&ASSERTION_INVALID_JWT)?;
    let issuer = jwt.text("iss").unwrap_or_default();
    let app = state.oauth.apps.get(issuer).cloned();
    let app = app.ok_or(&ASSERTION_INVALID_ISSUER)?;
    if app.authentication != Authentication::PrivateKey {
        return Err(&INVALID_CLIENT);
    }
    check_signature(&app, &jwt)?;
    if jwt.text("sub") != Some(issuer) {
        return Err(&ASSERTION_INVALID_SUBJECT);
    }
    if !jwt.is_for(endpoint) {
        return Err(&ASSERTION_INVALID_AUDIENCE);
    }
    let expires = check_times(&jwt, state.now())?;
    let now = state.now();
    if let Some(id) = jwt.text("jti")
        && !state
            .oauth
            .seen
            .first_use(&format!("assertion of {issuer}"), id, now, expires)
    {
        return Err(&ASSERTION_ALREADY_USED);
    }
    Ok(app)
}

fn check_signature(app: &App, jwt: &Jwt<'_>) -> Result<(), &'static Entry> {
    let algorithm = jwt.algorithm().ok_or(&ASSERTION_INVALID_ALGORITHM)?;
    let kid = jwt.header_text("kid");
    let has_id = |key: &&Jwk| kid.is_none() || key.common.key_id.as_deref() == kid;
    let mut candidates = app.keys.iter().filter(has_id).peekable();
    if app.keys.is_empty() {
        return Err(&ASSERTION_KEYS_MISSING);
    }
    if candidates.peek().is_none() {
        return Err(&ASSERTION_INVALID_KID);
    }
    if candidates.any(|key| fits(key, algorithm) && jwt.is_signed_by(key, algorithm)) {
        Ok(())
    } else {
        Err(&ASSERTION_INVALID_SIGNATURE)
    }
}

/// A key that names its algorithm is for that alone.
fn fits(key: &Jwk, algorithm: Algorithm) -> bool {
    key.common
        .key_algorithm
        .is_none_or(|named| named == algorithm.into())
}

/// When the assertion runs out.
fn check_times(jwt: &Jwt<'_>, now: Timestamp) -> Result<Timestamp, &'static Entry> {
    let time = |name| {
        jwt.seconds(name)
            .and_then(|seconds| Timestamp::from_second(seconds).ok())
    };
    let expires = time("exp").ok_or(&ASSERTION_EXPIRATION_REQUIRED)?;
    if expires <= now {
        return Err(&ASSERTION_EXPIRED);
    }
    if expires.duration_since(now) > LONGEST {
        return Err(&ASSERTION_EXPIRES_TOO_LATE);
    }
    if time("iat").is_some_and(|issued| issued.duration_since(now) > LEEWAY) {
        return Err(&ASSERTION_ISSUED_IN_FUTURE);
    }
    Ok(expires)
}
