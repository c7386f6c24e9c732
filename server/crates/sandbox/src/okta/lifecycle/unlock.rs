//! `POST /api/v1/users/{id}/lifecycle/unlock`

use super::target;
use crate::okta::call::{Answer, Call, Origin};
use crate::okta::error::{Refusal, UNLOCK_NOT_ALLOWED};
use crate::okta::logs::Event;
use crate::okta::rights::Right;
use crate::okta::state::State;
use crate::okta::users::Status;

/// Unlocks a locked-out user, who keeps the password.
pub(crate) fn unlock(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let id = target(state, call, Right::HelpUsers)?;
    apply(state, &call.origin, &id)?;
    Ok(Answer::empty_object())
}

/// The transition. Users of a directory are unlocked there.
pub(crate) fn apply(state: &mut State, origin: &Origin, id: &str) -> Result<(), Refusal> {
    let now = state.now();
    let user = state.user_mut(id)?;
    if user.status != Status::LockedOut {
        return Err(Refusal::new(&UNLOCK_NOT_ALLOWED).because("The user is not locked out."));
    }
    if !user.provider.keeps_password_in_okta() {
        return Err(Refusal::new(&UNLOCK_NOT_ALLOWED)
            .because("Unlock is not supported for the user's login type."));
    }
    user.move_to(Status::Active, now);
    user.sign_ins.automatic_unlocks = 0;
    state.log(origin, &Event::on_user("user.account.unlock_by_admin", id));
    Ok(())
}
