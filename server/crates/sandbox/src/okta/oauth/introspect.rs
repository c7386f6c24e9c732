//! `POST /oauth2/v1/introspect`

use serde_json::{Value, json};

use super::client_authentication::{authenticate, read_form};
use super::error::MISSING_TOKEN;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::state::State;

/// Says whether a token of the calling client is good. About any other it says no more than `active: false`.
pub(crate) fn introspect(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let form = read_form(call)?;
    let app = authenticate(state, call, &form, None)?;
    let token = form.get("token");
    let token = token.ok_or_else(|| Refusal::oauth(&MISSING_TOKEN))?;
    let described = access(state, token, &app.client_id)
        .or_else(|| refresh(state, token, &app.client_id))
        .unwrap_or_else(|| json!({ "active": false }));
    Ok(Answer::json(described))
}

fn access(state: &State, value: &str, client_id: &str) -> Option<Value> {
    let token = state.live_access_token(value).ok()?;
    let basis = &token.basis;
    if basis.client_id != client_id {
        return None;
    }
    let kind = if basis.thumbprint.is_some() {
        "DPoP"
    } else {
        "Bearer"
    };
    let mut described = json!({
        "active": true,
        "scope": basis.scopes.join(" "),
        "username": state.subject(basis),
        "exp": token.expires.as_second(),
        "iat": token.issued.as_second(),
        "sub": state.subject(basis),
        "aud": state.base_url(),
        "iss": state.base_url(),
        "jti": token.id,
        "token_type": kind,
        "client_id": basis.client_id,
    });
    if let Some(user_id) = &basis.user_id {
        described["uid"] = json!(user_id);
    }
    Some(described)
}

fn refresh(state: &State, value: &str, client_id: &str) -> Option<Value> {
    let token = state.live_refresh_token(value)?;
    let basis = &token.basis;
    (basis.client_id == client_id).then(|| {
        json!({
            "active": true,
            "scope": basis.scopes.join(" "),
            "username": state.subject(basis),
            "sub": basis.user_id,
            "aud": state.base_url(),
            "iss": state.base_url(),
            "jti": token.id,
            "client_id": basis.client_id,
        })
    })
}
