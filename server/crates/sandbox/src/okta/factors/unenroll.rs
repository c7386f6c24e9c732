//! `DELETE /api/v1/users/{userId}/factors/{factorId}`

use super::{Method, help_target};
use crate::okta::call::{Answer, Call};
use crate::okta::error::{Refusal, WRONG_STATUS};
use crate::okta::logs::Event;
use crate::okta::state::State;
use crate::okta::users::Status;

/// Takes a factor away; with a push go the codes of the same app.
pub(crate) fn unenroll(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = help_target(state, call)?;
    let id = state.factor(&user, call.segment("factorId"))?.id.clone();
    if state.user_by_id(&user)?.status == Status::Deprovisioned {
        return Err(Refusal::new(&WRONG_STATUS));
    }
    state.remove_factor(&user, &id);
    let event = Event::on_user("user.mfa.factor.deactivate", &user);
    state.log(&call.origin, &event);
    Ok(Answer::no_content())
}

impl State {
    /// Takes a factor away.
    pub(super) fn remove_factor(&mut self, user: &str, id: &str) {
        let is_push = self
            .factor(user, id)
            .is_ok_and(|factor| matches!(factor.method, Method::Push { .. }));
        let Some(factors) = self.factors.by_user.get_mut(user) else {
            return;
        };
        factors.retain(|factor| {
            let is_of_app = matches!(
                factor.method,
                Method::Totp {
                    provider: "OKTA",
                    ..
                }
            );
            factor.id != id && !(is_push && is_of_app)
        });
        self.factors
            .transactions
            .retain(|_, push| push.factor != id);
    }
}
