//! Who calls: API tokens (SSWS) and the OAuth tokens of apps.

use axum::extract::Request;
use http::header;

use super::call::Origin;
use super::error::{INVALID_SESSION, INVALID_TOKEN, Refusal};
use super::oauth::bearer::{self, Presented};
use super::state::State;

/// Paths that people without a token use.
fn is_public(path: &str) -> bool {
    path == "/api/v1/authn" || path.starts_with("/api/v1/authn/")
}

/// Reads the `Authorization` header of an API call and writes who calls into `origin`.
///
/// Outside the API, the authorization server looks at the header itself.
pub(crate) fn identify(
    state: &mut State,
    request: &Request,
    origin: &mut Origin,
) -> Result<(), Refusal> {
    let path = request.uri().path();
    if !path.starts_with("/api/") {
        return Ok(());
    }
    let Some(given) = request.headers().get(header::AUTHORIZATION) else {
        return if is_public(path) {
            Ok(())
        } else {
            Err(Refusal::new(&INVALID_SESSION))
        };
    };
    let given = given.to_str().unwrap_or_default();
    if let Some(value) = after_scheme(given) {
        let used = state.use_token(value);
        let (token, owner) = used.ok_or_else(|| Refusal::new(&INVALID_TOKEN))?;
        origin.token_id = Some(token);
        origin.token_owner = Some(owner);
        return Ok(());
    }
    let presented = Presented {
        authorization: given,
        method: request.method(),
        path,
        headers: request.headers(),
    };
    let caller = bearer::identify_api_call(state, &presented)?;
    origin.token_owner = caller.user;
    origin.client_id = Some(caller.client_id);
    Ok(())
}

/// What follows `SSWS`. Okta's own SDK for Python 3.4.6 writes no space behind the scheme, and works with real orgs.
fn after_scheme(given: &str) -> Option<&str> {
    let (scheme, value) = given.split_at_checked("SSWS".len())?;
    scheme.eq_ignore_ascii_case("SSWS").then(|| value.trim())
}
