//! `POST /oauth2/v1/revoke`

use http::StatusCode;

use super::client_authentication::{authenticate, read_form};
use super::digest;
use super::error::MISSING_TOKEN;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::state::State;

/// Revokes a token of the calling client; with a refresh token goes all that came of it. Unknown tokens are no error.
pub(crate) fn revoke(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let form = read_form(call)?;
    let app = authenticate(state, call, &form, None)?;
    let token = form.get("token");
    let digest = digest(token.ok_or_else(|| Refusal::oauth(&MISSING_TOKEN))?);
    let own = |client_id: &str| client_id == app.client_id;
    let refresh = state.oauth.refresh_tokens.get(&digest);
    let family = refresh
        .filter(|token| own(&token.basis.client_id))
        .map(|token| token.basis.family);
    let mut revoked = 0;
    if let Some(family) = family {
        revoked = state.revoke_tokens(|basis| basis.family == family);
    } else if let Some(token) = state.access_token_mut(&digest)
        && own(&token.basis.client_id)
        && !token.revoked
    {
        token.revoked = true;
        revoked = 1;
    }
    if revoked > 0 {
        let event = Event::by_app("app.oauth2.token.revoke", &app.client_id);
        state.log(&call.origin, &event);
    }
    Ok(Answer::no_content().with_status(StatusCode::OK))
}
