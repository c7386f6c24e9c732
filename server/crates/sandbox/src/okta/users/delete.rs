//! `DELETE /api/v1/users/{id}`: deactivates a live user, deletes a deactivated one.

use super::Status;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::lifecycle;
use crate::okta::logs::Event;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// The first call deactivates, the second deletes; both answer 204.
pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = state.resolve_user(call.segment("id"), &call.origin)?;
    rights::require_over(state, call, Right::ManageUsers, user)?;
    let id = user.id.clone();
    if user.status == Status::Deprovisioned {
        state.log(
            &call.origin,
            &Event::on_user("user.lifecycle.delete.initiated", &id),
        );
        state.log(
            &call.origin,
            &Event::on_user("user.lifecycle.delete.completed", &id),
        );
        state.users.remove(&id);
        state.forget_factors(&id);
        for group in state.groups.values_mut() {
            group.members.remove(&id);
        }
    } else {
        lifecycle::deactivate::apply(state, &call.origin, &id)?;
    }
    Ok(Answer::no_content())
}
