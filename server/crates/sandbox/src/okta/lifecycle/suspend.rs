//! `POST /api/v1/users/{id}/lifecycle/suspend`

use super::target;
use crate::okta::call::{Answer, Call, Origin};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::rights::Right;
use crate::okta::state::State;
use crate::okta::users::{Status, sessions};

/// Suspends an active user.
pub(crate) fn suspend(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let id = target(state, call, Right::ManageUsers)?;
    apply(state, &call.origin, &id)?;
    Ok(Answer::empty_object())
}

/// The transition; it also ends the user's sessions.
pub(crate) fn apply(state: &mut State, origin: &Origin, id: &str) -> Result<(), Refusal> {
    let now = state.now();
    let user = state.user_mut(id)?;
    if user.status != Status::Active {
        let cause = "Cannot suspend a user that is not active";
        return Err(Refusal::invalid("suspendUser", [cause.to_owned()]));
    }
    user.move_to(Status::Suspended, now);
    state.log(origin, &Event::on_user("user.lifecycle.suspend", id));
    sessions::apply(state, origin, id)
}
