//! Access tokens at what they open: Okta's API, and `/oauth2/v1/userinfo`.
//!
//! Recorded orgs answer a refusal in the `WWW-Authenticate` header alone (okta-sdk-golang issue 145).

use http::{HeaderMap, HeaderValue, Method, header};

use super::access_token::Basis;
use super::error::{
    ACCESS_TOKEN_MISSING, DPOP_ATH, DPOP_PROOF_REQUIRED, DPOP_SCHEME_REQUIRED, DPOP_TOKEN_BINDING,
    INSUFFICIENT_SCOPE, INVALID_TOKEN, TOKEN_NOT_DPOP_BOUND,
};
use super::{base64_url, digest, dpop, scopes};
use crate::okta::error::{Entry, Refusal};
use crate::okta::state::State;

/// A call with its `Authorization` header.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Presented<'a> {
    pub(crate) authorization: &'a str,
    pub(crate) method: &'a Method,
    pub(crate) path: &'a str,
    pub(crate) headers: &'a HeaderMap,
}

/// Who calls the API with an access token.
#[derive(Debug)]
pub(crate) struct Caller {
    pub(crate) client_id: String,
    /// `None`: a service app.
    pub(crate) user: Option<String>,
}

/// Checks the token of an API call, and that it has the scope of the operation.
pub(crate) fn identify_api_call(
    state: &mut State,
    call: &Presented<'_>,
) -> Result<Caller, Refusal> {
    let needed = scopes::needed(call.method, call.path);
    let basis = check(state, call, needed)?;
    Ok(Caller {
        client_id: basis.client_id,
        user: basis.user_id,
    })
}

/// Checks a token and the scope; gives what the token stands for.
pub(super) fn check(
    state: &mut State,
    call: &Presented<'_>,
    needed: Option<&str>,
) -> Result<Basis, Refusal> {
    let (scheme, token) = match call.authorization.split_once(' ') {
        Some((scheme, token)) => (scheme, token.trim()),
        None => (call.authorization, ""),
    };
    let by_proof = scheme.eq_ignore_ascii_case("DPoP");
    let checked = if by_proof || scheme.eq_ignore_ascii_case("Bearer") {
        bound_token(state, call, by_proof, token)
    } else {
        Err(&ACCESS_TOKEN_MISSING)
    };
    let scheme = if by_proof { "DPoP" } else { "Bearer" };
    let challenge = |entry| challenge(state, scheme, call.path, needed, entry);
    let basis = match checked {
        Ok(basis) => basis,
        Err(entry) => return Err(challenge(entry)),
    };
    match needed {
        _ if scopes::is_for_api_tokens(call.path) => Err(challenge(&INSUFFICIENT_SCOPE)),
        Some(scope) if !scopes::allow(&basis.scopes, scope) => Err(challenge(&INSUFFICIENT_SCOPE)),
        _ => Ok(basis),
    }
}

/// A token that is good, and shown in the way it was given.
fn bound_token(
    state: &mut State,
    call: &Presented<'_>,
    by_proof: bool,
    token: &str,
) -> Result<Basis, &'static Entry> {
    let basis = state.live_access_token(token)?.basis.clone();
    if !state.oauth.apps.contains_key(&basis.client_id) {
        return Err(&INVALID_TOKEN);
    }
    let Some(bound) = &basis.thumbprint else {
        return if by_proof {
            Err(&TOKEN_NOT_DPOP_BOUND)
        } else {
            Ok(basis)
        };
    };
    if !by_proof {
        return Err(&DPOP_SCHEME_REQUIRED);
    }
    let url = format!("{}{}", state.base_url(), call.path);
    let proof = dpop::read(state, call.headers, call.method, &url)?;
    let proof = proof.ok_or(&DPOP_PROOF_REQUIRED)?;
    if proof.ath != Some(base64_url(&digest(token))) {
        return Err(&DPOP_ATH);
    }
    if proof.thumbprint != *bound {
        return Err(&DPOP_TOKEN_BINDING);
    }
    Ok(basis)
}

fn challenge(
    state: &State,
    scheme: &str,
    path: &str,
    needed: Option<&str>,
    entry: &'static Entry,
) -> Refusal {
    let base = state.base_url();
    let scope = needed.unwrap_or_default();
    let text = format!(
        "{scheme} authorization_uri=\"{base}/oauth2/v1/authorize\", realm=\"{base}\", \
         scope=\"{scope}\", error=\"{}\", error_description=\"{}\", resource=\"{path}\"",
        entry.code, entry.summary
    );
    let refusal = Refusal::without_body(entry);
    match HeaderValue::from_str(&text) {
        Ok(value) => refusal.with_header(header::WWW_AUTHENTICATE, value),
        Err(_) => refusal,
    }
}
