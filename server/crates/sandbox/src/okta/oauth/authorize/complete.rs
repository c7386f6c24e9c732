//! The end of an authorize request: somebody is signed in, and the client gets a code.

use super::redirect;
use super::request::AuthorizeRequest;
use crate::okta::call::{Answer, Origin};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::oauth::error::{NO_ORG_SCOPES_GRANTED, USER_NOT_ASSIGNED};
use crate::okta::oauth::scopes;
use crate::okta::oauth::session::Session;
use crate::okta::state::State;

/// Sends a code to the client, or says why there is none.
pub(crate) fn complete(
    state: &mut State,
    origin: &Origin,
    request: &AuthorizeRequest,
    session: &Session,
) -> Result<Answer, Refusal> {
    let sign_on = |kind| {
        Event::on_user(kind, &session.user_id)
            .by_themself()
            .at_app(&request.client_id)
    };
    if let Err(refusal) = may_have(state, request, session) {
        let failed = sign_on("user.authentication.sso").failed(refusal.code);
        state.log(origin, &failed);
        return redirect::refuse(&request.target, &refusal);
    }
    let code = state.issue_code(request, session);
    state.log(origin, &sign_on("user.authentication.sso"));
    state.log(origin, &sign_on("app.oauth2.authorize.code"));
    redirect::send(&request.target, &[("code", &code)])
}

/// The app must be for this user, and only administrators hand out access to Okta's own API.
fn may_have(state: &State, request: &AuthorizeRequest, session: &Session) -> Result<(), Refusal> {
    let app = state.oauth.app(&request.client_id)?;
    if !state.is_assigned(app, &session.user_id) {
        return Err(Refusal::oauth(&USER_NOT_ASSIGNED));
    }
    let user = state.user_by_id(&session.user_id)?;
    let wants_api = request.scopes.iter().any(|scope| scopes::is_okta(scope));
    if wants_api && user.roles.is_empty() {
        return Err(Refusal::oauth(&NO_ORG_SCOPES_GRANTED));
    }
    Ok(())
}
