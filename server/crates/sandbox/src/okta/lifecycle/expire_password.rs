//! `POST /api/v1/users/{id}/lifecycle/expire_password`

use serde_json::Value;

use super::{target, temporary_password};
use crate::clock::whole_seconds;
use crate::okta::call::{Answer, Call, Origin};
use crate::okta::error::{Refusal, WRONG_STATUS};
use crate::okta::logs::Event;
use crate::okta::rights::Right;
use crate::okta::state::State;
use crate::okta::users::{Status, view};

/// Makes the user change the password at the next sign-in.
///
/// As recorded, the answer has the new status with the old `statusChanged`; the next read is right. The old form
/// `?tempPassword=true` gives a temporary password.
pub(crate) fn expire_password(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    if call.query.flag("tempPassword", false) {
        return temporary_password::expire_with_temporary_password(state, call);
    }
    let id = target(state, call, Right::HelpUsers)?;
    let before = state.user_by_id(&id)?.status_changed;
    apply(state, &call.origin, &id)?;
    let mut json = view::single(state.user_by_id(&id)?, state.base_url());
    json["statusChanged"] = before.map_or(Value::Null, |time| whole_seconds(time).into());
    Ok(Answer::json(json))
}

/// The transition.
pub(crate) fn apply(state: &mut State, origin: &Origin, id: &str) -> Result<(), Refusal> {
    check(state, id)?;
    let now = state.now();
    state.user_mut(id)?.move_to(Status::PasswordExpired, now);
    state.log(origin, &Event::on_user("user.account.expire_password", id));
    Ok(())
}

/// Refuses for users whose password cannot expire now.
pub(super) fn check(state: &State, id: &str) -> Result<(), Refusal> {
    let user = state.user_by_id(id)?;
    let allowed = matches!(
        user.status,
        Status::Active | Status::PasswordExpired | Status::Recovery
    );
    let keeps = user.provider.keeps_password_in_okta() || user.provider.kind == "ACTIVE_DIRECTORY";
    if allowed && keeps {
        Ok(())
    } else {
        Err(Refusal::new(&WRONG_STATUS))
    }
}
