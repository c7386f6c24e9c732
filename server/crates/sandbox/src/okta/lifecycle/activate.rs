//! `POST /api/v1/users/{id}/lifecycle/activate`

use super::{activation, target};
use crate::okta::call::{Answer, Call};
use crate::okta::error::{ALREADY_ACTIVE, Refusal, WRONG_STATUS};
use crate::okta::logs::Event;
use crate::okta::rights::Right;
use crate::okta::state::State;
use crate::okta::users::Status;

/// Activates a staged or deactivated user: ACTIVE with a password, else PROVISIONED.
pub(crate) fn activate(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let id = target(state, call, Right::ManageUsers)?;
    let now = state.now();
    let user = state.user_mut(&id)?;
    match user.status {
        Status::Staged | Status::Deprovisioned => {}
        Status::Active => return Err(Refusal::new(&ALREADY_ACTIVE)),
        _ => return Err(Refusal::new(&WRONG_STATUS)),
    }
    let complete = user.password.is_some() || !user.provider.keeps_password_in_okta();
    let status = if complete {
        Status::Active
    } else {
        Status::Provisioned
    };
    user.move_to(status, now);
    user.activated = Some(now);
    state.log(
        &call.origin,
        &Event::on_user("user.lifecycle.activate", &id),
    );
    activation(state, call, &id, call.query.flag("sendEmail", true))
}
