//! `POST /api/v1/users/{id}/lifecycle/unsuspend`

use super::target;
use crate::okta::call::{Answer, Call, Origin};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::rights::Right;
use crate::okta::state::State;
use crate::okta::users::Status;

/// Lets a suspended user back in.
pub(crate) fn unsuspend(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let id = target(state, call, Right::ManageUsers)?;
    apply(state, &call.origin, &id)?;
    Ok(Answer::empty_object())
}

/// The transition. Okta's refusal names `suspendUser` here, too.
pub(crate) fn apply(state: &mut State, origin: &Origin, id: &str) -> Result<(), Refusal> {
    let now = state.now();
    let user = state.user_mut(id)?;
    if user.status != Status::Suspended {
        let cause = "Cannot unsuspend a user that is not suspended";
        return Err(Refusal::invalid("suspendUser", [cause.to_owned()]));
    }
    user.move_to(Status::Active, now);
    state.log(origin, &Event::on_user("user.lifecycle.unsuspend", id));
    Ok(())
}
