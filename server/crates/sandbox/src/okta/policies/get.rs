//! `GET /api/v1/policies/{policyId}`

use super::view;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Reads one policy.
pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let policy = state.policy(call.segment("policyId"))?;
    Ok(Answer::json(view::policy(policy, state.base_url())))
}
