//! `grant_type=client_credentials`

use super::Granted;
use crate::okta::error::Refusal;
use crate::okta::oauth::access_token::Basis;
use crate::okta::oauth::apps::App;
use crate::okta::oauth::error::{MISSING_SCOPES, NO_MATCHING_SCOPE, OPENID_REFUSED};
use crate::okta::oauth::scopes;
use crate::okta::query::Query;
use crate::okta::state::State;

/// A service app acts for itself. One scope that is not granted spoils the request.
pub(super) fn grant(
    state: &mut State,
    form: &Query,
    app: &App,
    thumbprint: Option<String>,
) -> Result<Granted, Refusal> {
    let scopes = scopes::parse(form.get("scope").unwrap_or_default());
    if scopes.is_empty() {
        return Err(Refusal::oauth(&MISSING_SCOPES));
    }
    if scopes
        .iter()
        .any(|scope| scopes::OPENID.contains(&scope.as_str()))
    {
        return Err(Refusal::oauth(&OPENID_REFUSED));
    }
    if !scopes
        .iter()
        .all(|scope| app.granted_scopes.contains(scope))
    {
        return Err(Refusal::oauth(&NO_MATCHING_SCOPE));
    }
    let basis = Basis {
        client_id: app.client_id.clone(),
        user_id: None,
        scopes,
        auth_time: None,
        thumbprint,
        family: state.oauth.new_family(),
    };
    Ok(Granted {
        basis,
        refresh_token: None,
        id_token: None,
    })
}
