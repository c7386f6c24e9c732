//! `POST /api/v1/users/{userId}/credentials/forgot_password_recovery_question`

use serde_json::Value;

use super::{change_password, recovery_question, set_password};
use crate::okta::call::{Answer, Call};
use crate::okta::error::{
    FORGOT_PASSWORD_NOT_ALLOWED, POLICY_VIOLATED, Refusal, WRONG_RECOVERY_ANSWER,
};
use crate::okta::logs::Event;
use crate::okta::passwords::set::Checks;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;
use crate::okta::users::{Status, view};

/// Sets a new password for a user who knows the answer to the recovery question.
pub(crate) fn set_password(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let body = call.json()?;
    let user = state.user_by_id(call.segment("id"))?;
    rights::require_over(state, call, Right::HelpUsers, user)?;
    let not_allowed = |cause: &str| Err(Refusal::new(&FORGOT_PASSWORD_NOT_ALLOWED).because(cause));
    if user.status != Status::Active {
        return not_allowed("Forgot password is not allowed in the user's current status");
    }
    let Some(known) = &user.recovery_question else {
        return not_allowed("Recovery credential not set.");
    };
    let given = body
        .get("recovery_question")
        .and_then(|question| question.get("answer"));
    if !recovery_question::is_right(known, given.and_then(Value::as_str).unwrap_or("")) {
        return Err(Refusal::new(&WRONG_RECOVERY_ANSWER));
    }
    let new = set_password::read(&body).unwrap_or_default();
    let checks = Checks {
        history: true,
        minimum_age: false,
    };
    if let Some(cause) = state.password_refusal(user, &new, checks) {
        return Err(Refusal::new(&POLICY_VIOLATED).because(cause));
    }
    let id = user.id.clone();
    change_password::apply(state, &id, &new)?;
    state.log(
        &call.origin,
        &Event::on_user("user.account.reset_password", &id),
    );
    Ok(Answer::json(view::credentials_only(state.user_by_id(&id)?)))
}
