//! `GET /api/v1/groups/{groupId}`

use super::view;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Reads one group.
pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let group = state.group(call.segment("groupId"))?;
    Ok(Answer::json(view::group(group, state.base_url())))
}
