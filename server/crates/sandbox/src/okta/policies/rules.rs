//! `GET /api/v1/policies/{policyId}/rules` and `…/rules/{ruleId}`

use serde_json::Value;

use super::view;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Lists the rules of a policy.
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let policy = state.policy(call.segment("policyId"))?;
    Ok(Answer::json(Value::Array(vec![view::rule(
        policy,
        state.base_url(),
    )])))
}

/// Reads one rule of a policy.
pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let policy = state.policy(call.segment("policyId"))?;
    let rule = call.segment("ruleId");
    if policy.rule.id != rule {
        return Err(Refusal::not_found(rule, "PolicyRule"));
    }
    Ok(Answer::json(view::rule(policy, state.base_url())))
}
