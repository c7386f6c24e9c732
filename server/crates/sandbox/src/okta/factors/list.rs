//! `GET /api/v1/users/{userId}/factors`

use serde_json::Value;

use super::{read_target, view};
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::state::State;

/// Lists what a user has enrolled, finished or not.
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = read_target(state, call)?;
    let factors = state.factors_of(&user).iter();
    let factors = factors.map(|factor| view::factor(state, &user, factor));
    Ok(Answer::json(Value::Array(factors.collect())))
}
