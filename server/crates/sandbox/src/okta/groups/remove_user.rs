//! `DELETE /api/v1/groups/{groupId}/users/{userId}`

use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Takes a user out of a group.
pub(crate) fn remove(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::ManageGroups)?;
    let id = call.segment("groupId").to_owned();
    state.group(&id)?.must_be_changeable()?;
    let user = state.user_by_id(call.segment("userId"))?.id.clone();
    let now = state.now();
    let changed = state.groups.get_mut(&id).is_some_and(|group| {
        let changed = group.members.remove(&user);
        if changed {
            group.last_membership_updated = now;
        }
        changed
    });
    if changed {
        let event = Event::on_user("group.user_membership.remove", &user).and_group(&id);
        state.log(&call.origin, &event);
    }
    Ok(Answer::no_content())
}
