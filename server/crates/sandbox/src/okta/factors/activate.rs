//! `POST /api/v1/users/{userId}/factors/{factorId}/lifecycle/activate`, and `…/activate/poll` of a push.

use super::totp::Verdict;
use super::verify::{refusal_of, typed};
use super::{Method, PUSH_ENROLMENT, help_target, view};
use crate::okta::call::{Answer, Call, Origin};
use crate::okta::error::{Refusal, TOO_MANY_REQUESTS};
use crate::okta::logs::Event;
use crate::okta::state::State;

/// Finishes an enrolment with a code. Without one it starts that of a push anew.
pub(crate) fn activate(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = help_target(state, call)?;
    let id = state.factor(&user, call.segment("factorId"))?.id.clone();
    let now = state.now();
    let factor = state.factor_mut(&user, &id)?;
    if factor.is_active {
        let factor = state.factor(&user, &id)?;
        return Ok(Answer::json(view::factor(state, &user, factor)));
    }
    if let Method::Push { enrolment_ends } = &mut factor.method {
        if now >= *enrolment_ends {
            *enrolment_ends = now + PUSH_ENROLMENT;
        }
    } else {
        take_code(state, call, &user, &id)?;
        state.finish_enrolment(&call.origin, &user, &id)?;
    }
    let factor = state.factor(&user, &id)?;
    Ok(Answer::json(view::factor(state, &user, factor)))
}

/// Says how far the enrolment of a push is; the telephone finishes it.
pub(crate) fn poll(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = help_target(state, call)?;
    let factor = state.factor(&user, call.segment("factorId"))?;
    Ok(Answer::json(view::factor(state, &user, factor)))
}

fn take_code(state: &mut State, call: &Call, user: &str, id: &str) -> Result<(), Refusal> {
    let code = typed(call, "passCode")?;
    let now = state.now();
    let factor = state.factor_mut(user, id)?;
    if factor.activations.are_used_up(now) {
        return Err(Refusal::new(&TOO_MANY_REQUESTS));
    }
    factor.activations.count(now);
    match &mut factor.method {
        Method::Totp { secret, .. } => match secret.check(&code, now) {
            Verdict::Right => Ok(()),
            verdict => Err(refusal_of(verdict)),
        },
        _ => state.take_factor_code(user, id, &code),
    }
}

impl State {
    /// Makes a factor active.
    pub(super) fn finish_enrolment(
        &mut self,
        origin: &Origin,
        user: &str,
        id: &str,
    ) -> Result<(), Refusal> {
        let now = self.now();
        let factor = self.factor_mut(user, id)?;
        factor.is_active = true;
        factor.last_updated = now;
        let event = Event::on_user("user.mfa.factor.activate", user);
        self.log(origin, &event);
        Ok(())
    }
}
