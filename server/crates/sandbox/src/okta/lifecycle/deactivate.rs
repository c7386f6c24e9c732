//! `POST /api/v1/users/{id}/lifecycle/deactivate`

use super::target;
use crate::okta::call::{Answer, Call, Origin};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::rights::Right;
use crate::okta::state::State;
use crate::okta::users::Status;

/// Deactivates a user.
pub(crate) fn deactivate(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let id = target(state, call, Right::ManageUsers)?;
    apply(state, &call.origin, &id)?;
    Ok(Answer::empty_object())
}

/// The transition. A deactivated user is answered like one that does not exist.
pub(crate) fn apply(state: &mut State, origin: &Origin, id: &str) -> Result<(), Refusal> {
    let now = state.now();
    let user = state.user_mut(id)?;
    if user.status == Status::Deprovisioned {
        return Err(Refusal::not_found(id, "User"));
    }
    user.move_to(Status::Deprovisioned, now);
    user.recovery_token = None;
    state.log(origin, &Event::on_user("user.lifecycle.deactivate", id));
    Ok(())
}
