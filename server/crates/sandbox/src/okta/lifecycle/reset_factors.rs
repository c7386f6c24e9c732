//! `POST /api/v1/users/{id}/lifecycle/reset_factors`

use super::target;
use crate::okta::call::{Answer, Call};
use crate::okta::error::{Refusal, WRONG_STATUS};
use crate::okta::logs::Event;
use crate::okta::rights::Right;
use crate::okta::state::State;
use crate::okta::users::Status;

/// Unenrols every factor; the status stays.
pub(crate) fn reset_factors(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let id = target(state, call, Right::HelpUsers)?;
    if state.user_by_id(&id)?.status == Status::Deprovisioned {
        return Err(Refusal::new(&WRONG_STATUS));
    }
    state.forget_factors(&id);
    state.log(
        &call.origin,
        &Event::on_user("user.mfa.factor.reset_all", &id),
    );
    Ok(Answer::empty_object())
}
