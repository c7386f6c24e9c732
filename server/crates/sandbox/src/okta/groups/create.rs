//! `POST /api/v1/groups`

use std::collections::BTreeSet;

use super::{Group, GroupKind, profile, view};
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::logs::Event;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Creates a group; answers 200.
pub(crate) fn create(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::ManageGroups)?;
    let profile = profile::read(state, &call.json()?, None)?;
    let now = state.now();
    let group = Group {
        id: state.new_id("00g"),
        kind: GroupKind::Okta,
        created: now,
        last_updated: now,
        last_membership_updated: now,
        profile,
        members: BTreeSet::new(),
    };
    let id = group.id.clone();
    let answer = Answer::json(view::group(&group, state.base_url()));
    state.groups.insert(id.clone(), group);
    state.log(
        &call.origin,
        &Event::on_group("group.lifecycle.create", &id),
    );
    Ok(answer)
}
