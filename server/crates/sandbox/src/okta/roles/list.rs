//! `GET /api/v1/users/{userId}/roles`

use serde_json::Value;

use super::view;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Lists the administrator roles of a user.
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let user = state.user_by_id(call.segment("id"))?;
    let base = state.base_url();
    let roles = user.roles.iter().map(|role| view(role, &user.id, base));
    Ok(Answer::json(Value::Array(roles.collect())))
}
