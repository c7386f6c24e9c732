//! `GET /api/v1/policies?type=PASSWORD`

use serde_json::Value;

use super::view;
use crate::okta::call::{Answer, Call};
use crate::okta::error::{MISSING_PARAMETER, Refusal};
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// The policy types of the published specification; this org has policies of the type PASSWORD.
const TYPES: [&str; 12] = [
    "ACCESS_POLICY",
    "CONTINUOUS_ACCESS",
    "DEVICE_SIGNAL_COLLECTION",
    "ENTITY_RISK",
    "IDP_DISCOVERY",
    "MFA_ENROLL",
    "OKTA_SIGN_ON",
    "PASSWORD",
    "POST_AUTH_SESSION",
    "PROFILE_ENROLLMENT",
    "SESSION_VIOLATION_DETECTION",
    "IDENTITY_CLAIM_SOURCING",
];

/// Lists the policies of one type by priority.
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let Some(kind) = call.query.get("type") else {
        return Err(Refusal::new(&MISSING_PARAMETER)
            .because("The type parameter is required to list policies."));
    };
    if !TYPES.contains(&kind) {
        return Err(Refusal::invalid(
            "type",
            [format!("Invalid policy type '{kind}'.")],
        ));
    }
    let status = call.query.get("status");
    let mut found: Vec<_> = state
        .policies
        .iter()
        .filter(|_| kind == "PASSWORD")
        .filter(|policy| status.is_none_or(|wanted| policy.active == (wanted == "ACTIVE")))
        .collect();
    found.sort_by_key(|policy| policy.priority);
    let base = state.base_url();
    let items: Vec<Value> = found
        .into_iter()
        .map(|policy| view::policy(policy, base))
        .collect();
    Ok(Answer::json(Value::Array(items)))
}
