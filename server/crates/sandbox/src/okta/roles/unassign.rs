//! `DELETE /api/v1/users/{userId}/roles/{roleAssignmentId}`

use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Takes an administrator role away.
pub(crate) fn unassign(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::ManageRoles)?;
    let id = state.user_by_id(call.segment("id"))?.id.clone();
    let wanted = call.segment("roleAssignmentId");
    let user = state.user_mut(&id)?;
    let before = user.roles.len();
    user.roles
        .retain(|held| held.role.assignment_id() != wanted);
    if user.roles.len() == before {
        return Err(Refusal::not_found(wanted, "RoleAssignment"));
    }
    state.log(
        &call.origin,
        &Event::on_user("user.account.privilege.revoke", &id),
    );
    Ok(Answer::no_content())
}
