//! `POST /api/v1/users/{userId}/factors/{factorId}/resend`

use super::{help_target, view};
use crate::okta::call::{Answer, Call};
use crate::okta::error::{Refusal, TOO_MANY_REQUESTS};
use crate::okta::state::State;

/// Sends another code while an enrolment is not finished, and not after too many tries.
pub(crate) fn resend(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = help_target(state, call)?;
    let now = state.now();
    let factor = state.factor(&user, call.segment("factorId"))?;
    let id = factor.id.clone();
    if factor.is_active || !factor.method.is_sent() {
        let cause = "There is no enrolment to send another code for.";
        return Err(Refusal::invalid("factorResendRequest", [cause.to_owned()]));
    }
    if factor.activations.are_used_up(now) {
        return Err(Refusal::new(&TOO_MANY_REQUESTS));
    }
    state.send_code(call, &user, &id)?;
    let factor = state.factor(&user, &id)?;
    Ok(Answer::json(view::factor(state, &user, factor)))
}
