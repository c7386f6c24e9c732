//! `GET /api/v1/users/{id}/blocks`

use serde_json::{Value, json};

use super::User;
use crate::okta::call::{Answer, Call};
use crate::okta::error::{FEATURE_NOT_ENABLED, Refusal};
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Refuses like a recorded org without the feature "block suspicious sign-ins from unknown devices".
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    state.resolve_user(call.segment("id"), &call.origin)?;
    Err(Refusal::new(&FEATURE_NOT_ENABLED))
}

/// The blocks embedded with `expand=blocks`: without the feature, only a lock-out for all devices.
pub(crate) fn of(user: &User) -> Value {
    if user.sign_ins.locked_at.is_some() {
        json!([{ "type": "DEVICE_BASED", "appliesTo": "ANY_DEVICES" }])
    } else {
        json!([])
    }
}
