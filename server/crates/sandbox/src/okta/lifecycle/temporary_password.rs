//! `POST /api/v1/users/{id}/lifecycle/expire_password_with_temp_password`

use serde_json::json;

use super::{expire_password, target};
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::rights::Right;
use crate::okta::state::State;
use crate::okta::users::sessions;

/// Gives the user a temporary password that works for one sign-in and must be changed there.
pub(crate) fn expire_with_temporary_password(
    state: &mut State,
    call: &Call,
) -> Result<Answer, Refusal> {
    let id = target(state, call, Right::HelpUsers)?;
    expire_password::check(state, &id)?;
    let password = state.randomness.temporary_password();
    state.store_password(&id, &password, true);
    state.log(
        &call.origin,
        &Event::on_user("user.account.update_password", &id),
    );
    expire_password::apply(state, &call.origin, &id)?;
    if call.query.flag("revokeSessions", false) {
        sessions::apply(state, &call.origin, &id)?;
    }
    Ok(Answer::json(json!({ "tempPassword": password })))
}
