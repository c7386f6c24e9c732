//! `POST /api/v1/users/{userId}/credentials/change_password`

use serde_json::Value;

use crate::okta::call::{Answer, Call};
use crate::okta::error::{CHANGE_PASSWORD_NOT_ALLOWED, CREDENTIALS_UPDATE_FAILED, Refusal};
use crate::okta::logs::Event;
use crate::okta::passwords::set::Checks;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;
use crate::okta::users::{Status, User, sessions, view};

/// Changes a password with the old one. History always counts, the minimum age only with `strict`.
pub(crate) fn change_password(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let body = call.json()?;
    let value = |name: &str| {
        let value = body.get(name).and_then(|password| password.get("value"));
        value.and_then(Value::as_str).unwrap_or("").to_owned()
    };
    let (old, new) = (value("oldPassword"), value("newPassword"));
    let user = state.user_by_id(call.segment("id"))?;
    rights::require_over(state, call, Right::HelpUsers, user)?;
    let checks = Checks {
        history: true,
        minimum_age: call.query.flag("strict", false),
    };
    check(state, user, &old, &new, checks)?;
    let id = user.id.clone();
    apply(state, &id, &new)?;
    state.log(
        &call.origin,
        &Event::on_user("user.account.update_password", &id),
    );
    if body.get("revokeSessions").and_then(Value::as_bool) == Some(true) {
        sessions::apply(state, &call.origin, &id)?;
    }
    Ok(Answer::json(view::credentials_only(state.user_by_id(&id)?)))
}

/// Refuses a change, in Okta's words.
pub(crate) fn check(
    state: &State,
    user: &User,
    old: &str,
    new: &str,
    checks: Checks,
) -> Result<(), Refusal> {
    let allowed = matches!(
        user.status,
        Status::Staged | Status::Active | Status::PasswordExpired | Status::Recovery
    );
    let Some(known) = user.password.as_ref().filter(|_| allowed) else {
        return Err(Refusal::new(&CHANGE_PASSWORD_NOT_ALLOWED));
    };
    if !user.provider.keeps_password_in_okta() {
        return Err(Refusal::new(&CHANGE_PASSWORD_NOT_ALLOWED));
    }
    let failed = |cause: &str| Err(Refusal::new(&CREDENTIALS_UPDATE_FAILED).because(cause));
    if !known.is(old) {
        return failed("Old Password is not correct");
    }
    if old == new {
        return failed("Password cannot be your current password");
    }
    match state.password_refusal(user, new, checks) {
        None => Ok(()),
        Some(cause) => failed(&cause),
    }
}

/// Stores a checked password; a user who had to change it is active again.
pub(crate) fn apply(state: &mut State, id: &str, new: &str) -> Result<(), Refusal> {
    state.store_password(id, new, false);
    state.activate_when_waiting(id)
}
