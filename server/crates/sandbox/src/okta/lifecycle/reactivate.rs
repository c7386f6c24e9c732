//! `POST /api/v1/users/{id}/lifecycle/reactivate`

use super::{activation, target};
use crate::okta::call::{Answer, Call};
use crate::okta::error::{Refusal, WRONG_STATUS};
use crate::okta::logs::Event;
use crate::okta::rights::Right;
use crate::okta::state::State;
use crate::okta::users::Status;

/// Starts the activation anew; the status stays, the token before is worthless.
pub(crate) fn reactivate(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let id = target(state, call, Right::ManageUsers)?;
    if !matches!(
        state.user_by_id(&id)?.status,
        Status::Provisioned | Status::Recovery
    ) {
        return Err(Refusal::new(&WRONG_STATUS));
    }
    state.log(
        &call.origin,
        &Event::on_user("user.lifecycle.reactivate", &id),
    );
    activation(state, call, &id, call.query.flag("sendEmail", false))
}
