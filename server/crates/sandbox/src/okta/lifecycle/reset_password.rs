//! `POST /api/v1/users/{id}/lifecycle/reset_password`

use serde_json::json;

use super::target;
use crate::okta::call::{Answer, Call, Origin};
use crate::okta::error::{PASSWORD_RESET_FAILED, Refusal};
use crate::okta::logs::Event;
use crate::okta::recovery;
use crate::okta::rights::Right;
use crate::okta::state::State;
use crate::okta::users::{Status, User, sessions};

/// Parks the user in RECOVERY: a mail to the user, or with `sendEmail=false` the one-time link.
pub(crate) fn reset_password(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let id = target(state, call, Right::HelpUsers)?;
    let token = apply(state, &call.origin, &id)?;
    if call.query.flag("revokeSessions", false) {
        sessions::apply(state, &call.origin, &id)?;
    }
    if call.query.flag("sendEmail", true) {
        let sent = Event::on_user("system.email.password_reset.sent_message", &id);
        state.log(&call.origin, &sent);
        return Ok(Answer::empty_object());
    }
    let url = format!("{}/reset_password/{token}", state.base_url());
    Ok(Answer::json(json!({ "resetPasswordUrl": url })))
}

/// The transition; gives the one-time token.
pub(crate) fn apply(state: &mut State, origin: &Origin, id: &str) -> Result<String, Refusal> {
    check(state.user_by_id(id)?)?;
    let now = state.now();
    let user = state.user_mut(id)?;
    user.move_to(Status::Recovery, now);
    let token = state.issue_recovery_token(id, recovery::Kind::Reset)?;
    state.log(origin, &Event::on_user("user.account.reset_password", id));
    Ok(token)
}

fn check(user: &User) -> Result<(), Refusal> {
    let refuse = |cause: &str| Err(Refusal::new(&PASSWORD_RESET_FAILED).because(cause));
    if !user.provider.keeps_password_in_okta() {
        return refuse("Password reset is not supported for the user's login type");
    }
    match user.status {
        Status::Staged | Status::Suspended | Status::Deprovisioned => {
            refuse("Password reset is not allowed in the user's current status")
        }
        _ => Ok(()),
    }
}
