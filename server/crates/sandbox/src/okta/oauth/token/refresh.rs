//! `grant_type=refresh_token`

use super::{Granted, IdTokenWish, required};
use crate::okta::call::Call;
use crate::okta::error::Refusal;
use crate::okta::oauth::access_token::Basis;
use crate::okta::oauth::apps::App;
use crate::okta::oauth::error::{DPOP_REFRESH_BINDING, REFRESH_SCOPES_DENIED};
use crate::okta::oauth::scopes;
use crate::okta::query::Query;
use crate::okta::state::State;

/// Takes a refresh token. Where the app rotates them, the answer holds the next one.
pub(super) fn grant(
    state: &mut State,
    call: &Call,
    form: &Query,
    app: &App,
    thumbprint: Option<String>,
) -> Result<Granted, Refusal> {
    let value = required(form, "refresh_token")?;
    let token = state.use_refresh_token(&call.origin, &app.client_id, value)?;
    if token.basis.thumbprint.is_some() && token.basis.thumbprint != thumbprint {
        return Err(Refusal::oauth(&DPOP_REFRESH_BINDING));
    }
    let basis = Basis {
        scopes: narrowed(&token.basis.scopes, form.get("scope"))?,
        thumbprint,
        ..token.basis.clone()
    };
    let next = if app.rotates_refresh_tokens {
        state.spend_refresh_token(value);
        state.issue_refresh_token(&token.basis)
    } else {
        value.to_owned()
    };
    let wants_id = basis.scopes.iter().any(|scope| scope == "openid");
    Ok(Granted {
        refresh_token: Some(next),
        id_token: wants_id.then_some(IdTokenWish { nonce: None }),
        basis,
    })
}

/// The scopes of the first request, or fewer.
fn narrowed(first: &[String], wanted: Option<&str>) -> Result<Vec<String>, Refusal> {
    let Some(wanted) = wanted else {
        return Ok(first.to_vec());
    };
    let wanted = scopes::parse(wanted);
    let denied: Vec<&str> = wanted
        .iter()
        .filter(|scope| !first.contains(scope))
        .map(String::as_str)
        .collect();
    if denied.is_empty() {
        Ok(wanted)
    } else {
        let names = denied.join(", ");
        Err(Refusal::oauth_about(&REFRESH_SCOPES_DENIED, &names))
    }
}
