//! `DPoP` (RFC 9449): proofs that whoever shows a token holds the key it was given to.

pub(crate) mod nonce;

use http::{HeaderMap, Method};
use jiff::{SignedDuration, Timestamp};
use jsonwebtoken::jwk::{Jwk, ThumbprintHash};
use percent_encoding::percent_decode_str;
use serde_json::Value;

use super::client_assertion::LEEWAY;
use super::error::{
    DPOP_ALGORITHM, DPOP_ALREADY_USED, DPOP_FROM_FUTURE, DPOP_HTM, DPOP_HTU, DPOP_IAT, DPOP_JTI,
    DPOP_MULTIPLE, DPOP_SIGNATURE, DPOP_TOO_OLD, DPOP_TYPE, DPOP_UNPARSABLE, INVALID_DPOP_PROOF,
};
use super::jwt::Jwt;
use crate::okta::error::Entry;
use crate::okta::state::State;

/// Okta takes no proof that is older.
const OLDEST: SignedDuration = SignedDuration::from_mins(5);

/// A proof whose signature, place and time are right.
#[derive(Debug)]
pub(crate) struct Proof {
    /// Thumbprint of its key.
    pub(crate) thumbprint: String,
    pub(crate) nonce: Option<String>,
    /// Hash of the access token that it goes with.
    pub(crate) ath: Option<String>,
}

/// Reads the proof of a call to `url`. `None`: there is none.
pub(super) fn read(
    state: &mut State,
    headers: &HeaderMap,
    method: &Method,
    url: &str,
) -> Result<Option<Proof>, &'static Entry> {
    let mut lines = headers.get_all("dpop").into_iter();
    let Some(line) = lines.next() else {
        return Ok(None);
    };
    if lines.next().is_some() {
        return Err(&DPOP_MULTIPLE);
    }
    let line = line.to_str().map_err(|_| &DPOP_UNPARSABLE)?;
    let jwt = Jwt::parse(line).ok_or(&DPOP_UNPARSABLE)?;
    let thumbprint = check_signature(&jwt)?;
    check_place(&jwt, method, url)?;
    check_time(&jwt, state.now())?;
    check_first_use(state, &jwt, &thumbprint)?;
    Ok(Some(Proof {
        thumbprint,
        nonce: jwt.text("nonce").map(str::to_owned),
        ath: jwt.text("ath").map(str::to_owned),
    }))
}

/// Checks type, key and signature; gives the key's thumbprint.
fn check_signature(jwt: &Jwt<'_>) -> Result<String, &'static Entry> {
    if jwt.header_text("typ") != Some("dpop+jwt") {
        return Err(&DPOP_TYPE);
    }
    let algorithm = jwt.algorithm().ok_or(&DPOP_ALGORITHM)?;
    let key = jwt.header.get("jwk").ok_or(&INVALID_DPOP_PROOF)?;
    if key.get("d").is_some() {
        return Err(&INVALID_DPOP_PROOF);
    }
    let key: Jwk = serde_json::from_value(key.clone()).map_err(|_| &INVALID_DPOP_PROOF)?;
    if !jwt.is_signed_by(&key, algorithm) {
        return Err(&DPOP_SIGNATURE);
    }
    key.thumbprint(ThumbprintHash::SHA256)
        .map_err(|_| &INVALID_DPOP_PROOF)
}

fn check_place(jwt: &Jwt<'_>, method: &Method, url: &str) -> Result<(), &'static Entry> {
    if jwt.text("htm") != Some(method.as_str()) {
        return Err(&DPOP_HTM);
    }
    if jwt.text("htu").is_some_and(|named| is_same(named, url)) {
        Ok(())
    } else {
        Err(&DPOP_HTU)
    }
}

/// Whether two addresses differ in their percent encoding at most (RFC 9449 section 4.3). Okta's own SDK for Python
/// 3.4.6 encodes the call and the proof differently.
fn is_same(named: &str, called: &str) -> bool {
    percent_decode_str(named).eq(percent_decode_str(called))
}

fn check_time(jwt: &Jwt<'_>, now: Timestamp) -> Result<(), &'static Entry> {
    let issued = jwt.claims.get("iat").and_then(Value::as_i64);
    let issued = issued.and_then(|seconds| Timestamp::from_second(seconds).ok());
    let age = now.duration_since(issued.ok_or(&DPOP_IAT)?);
    if age > OLDEST {
        Err(&DPOP_TOO_OLD)
    } else if age < -LEEWAY {
        Err(&DPOP_FROM_FUTURE)
    } else {
        Ok(())
    }
}

fn check_first_use(
    state: &mut State,
    jwt: &Jwt<'_>,
    thumbprint: &str,
) -> Result<(), &'static Entry> {
    let id = jwt.text("jti").filter(|id| !id.is_empty());
    let id = id.ok_or(&DPOP_JTI)?;
    let now = state.now();
    let until = now.checked_add(OLDEST + LEEWAY).unwrap_or(now);
    let whose = format!("proof by {thumbprint}");
    if state.oauth.seen.first_use(&whose, id, now, until) {
        Ok(())
    } else {
        Err(&DPOP_ALREADY_USED)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_address_may_be_encoded_in_another_way_and_may_not_be_another() {
        let called = "https://org.example.com/api/v1/users/a%40b";
        assert!(is_same("https://org.example.com/api/v1/users/a@b", called));
        assert!(!is_same("https://org.example.com/api/v1/users/a", called));
    }
}
