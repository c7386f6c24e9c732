//! `POST /api/v1/users/{userId}/credentials/change_recovery_question`

use serde_json::Value;

use super::recovery_question;
use crate::okta::call::{Answer, Call};
use crate::okta::error::{CHANGE_QUESTION_NOT_ALLOWED, CREDENTIALS_UPDATE_FAILED, Refusal};
use crate::okta::logs::Event;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;
use crate::okta::users::{Status, view};

/// Changes the recovery question with the password.
pub(crate) fn change_recovery_question(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let body = call.json()?;
    let user = state.user_by_id(call.segment("id"))?;
    rights::require_over(state, call, Right::HelpUsers, user)?;
    let allowed = matches!(
        user.status,
        Status::Staged | Status::Active | Status::Recovery
    );
    let Some(known) = user.password.as_ref().filter(|_| allowed) else {
        return Err(Refusal::new(&CHANGE_QUESTION_NOT_ALLOWED));
    };
    let given = body
        .get("password")
        .and_then(|password| password.get("value"));
    if !known.is(given.and_then(Value::as_str).unwrap_or("")) {
        return Err(Refusal::new(&CREDENTIALS_UPDATE_FAILED).because("Old Password is not correct"));
    }
    let Some(question) = recovery_question::read(&body)? else {
        let cause = "recovery_question: The question cannot be left blank";
        return Err(Refusal::invalid("recovery_question", [cause.to_owned()]));
    };
    let id = user.id.clone();
    state.user_mut(&id)?.recovery_question = Some(question);
    state.log(
        &call.origin,
        &Event::on_user("user.account.update_profile", &id),
    );
    Ok(Answer::json(view::credentials_only(state.user_by_id(&id)?)))
}
