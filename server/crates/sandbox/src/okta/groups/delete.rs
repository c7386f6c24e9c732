//! `DELETE /api/v1/groups/{groupId}`

use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Deletes a group.
pub(crate) fn delete(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::ManageGroups)?;
    let id = call.segment("groupId").to_owned();
    state.group(&id)?.must_be_changeable()?;
    state.log(
        &call.origin,
        &Event::on_group("group.lifecycle.delete", &id),
    );
    state.groups.remove(&id);
    for policy in &mut state.policies {
        policy.groups.retain(|group| *group != id);
    }
    Ok(Answer::no_content())
}
