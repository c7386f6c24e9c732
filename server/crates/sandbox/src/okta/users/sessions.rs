//! `DELETE /api/v1/users/{userId}/sessions`

use crate::okta::call::{Answer, Call, Origin};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Ends all Okta sessions of a user, whatever the status, and with `oauthTokens` revokes the tokens given to apps.
pub(crate) fn revoke(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = state.user_by_id(call.segment("id"))?;
    rights::require_over(state, call, Right::HelpUsers, user)?;
    let id = user.id.clone();
    apply(state, &call.origin, &id)?;
    if call.query.flag("oauthTokens", false) {
        state.revoke_tokens(|basis| basis.user_id.as_deref() == Some(id.as_str()));
        let event = Event::on_user("app.oauth2.token.revoke.implicit.user", &id);
        state.log(&call.origin, &event);
    }
    Ok(Answer::no_content())
}

/// The effect alone, which other operations offer as `revokeSessions`.
pub(crate) fn apply(state: &mut State, origin: &Origin, id: &str) -> Result<(), Refusal> {
    state.user_mut(id)?.sessions_revoked += 1;
    state.log(origin, &Event::on_user("user.session.clear", id));
    Ok(())
}
