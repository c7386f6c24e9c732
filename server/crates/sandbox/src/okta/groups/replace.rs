//! `PUT /api/v1/groups/{groupId}`

use super::{profile, view};
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Replaces the whole profile of a group.
pub(crate) fn replace(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::ManageGroups)?;
    let id = call.segment("groupId").to_owned();
    state.group(&id)?.must_be_changeable()?;
    let profile = profile::read(state, &call.json()?, Some(&id))?;
    let now = state.now();
    if let Some(group) = state.groups.get_mut(&id) {
        group.profile = profile;
        group.last_updated = now;
    }
    state.log(&call.origin, &Event::on_group("group.profile.update", &id));
    Ok(Answer::json(view::group(
        state.group(&id)?,
        state.base_url(),
    )))
}
