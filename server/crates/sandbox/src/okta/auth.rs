//! Who calls: SSWS tokens.

use http::{HeaderMap, HeaderValue, header};

use super::call::Origin;
use super::error::{INVALID_SESSION, INVALID_TOKEN, Refusal};
use super::state::State;

/// Paths that people without a token use.
fn is_public(path: &str) -> bool {
    path == "/api/v1/authn" || path.starts_with("/api/v1/authn/") || !path.starts_with("/api/")
}

/// Reads the `Authorization` header and writes the token's owner into `origin`.
pub(crate) fn identify(
    state: &mut State,
    headers: &HeaderMap,
    path: &str,
    origin: &mut Origin,
) -> Result<(), Refusal> {
    let Some(given) = headers.get(header::AUTHORIZATION) else {
        return if is_public(path) {
            Ok(())
        } else {
            Err(Refusal::new(&INVALID_SESSION))
        };
    };
    let given = given.to_str().unwrap_or_default();
    let Some(value) = after_scheme(given) else {
        // This org has no OAuth app: every bearer token is unknown to it.
        let challenge = HeaderValue::from_static("Bearer error=\"invalid_token\"");
        return Err(Refusal::new(&INVALID_TOKEN).with_header(header::WWW_AUTHENTICATE, challenge));
    };
    let used = state.use_token(value);
    let (token, owner) = used.ok_or_else(|| Refusal::new(&INVALID_TOKEN))?;
    origin.token_id = Some(token);
    origin.token_owner = Some(owner);
    Ok(())
}

/// What follows `SSWS`. Okta's own SDK for Python 3.4.6 writes no space behind the scheme, and works with real orgs.
fn after_scheme(given: &str) -> Option<&str> {
    let (scheme, value) = given.split_at_checked("SSWS".len())?;
    scheme.eq_ignore_ascii_case("SSWS").then(|| value.trim())
}
