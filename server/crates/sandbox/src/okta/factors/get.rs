//! `GET /api/v1/users/{userId}/factors/{factorId}`

use super::{read_target, view};
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::state::State;

/// One factor.
pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = read_target(state, call)?;
    let factor = state.factor(&user, call.segment("factorId"))?;
    Ok(Answer::json(view::factor(state, &user, factor)))
}
