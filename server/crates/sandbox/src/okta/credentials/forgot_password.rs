//! `POST /api/v1/users/{userId}/credentials/forgot_password`

use serde_json::json;

use crate::okta::call::{Answer, Call};
use crate::okta::error::{FORGOT_PASSWORD_NOT_ALLOWED, PASSWORD_RESET_FAILED, Refusal};
use crate::okta::logs::Event;
use crate::okta::recovery;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;
use crate::okta::users::Status;

/// Starts self-service recovery: a mail to the user, or with `sendEmail=false` the link. The status stays.
pub(crate) fn forgot_password(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = state.user_by_id(call.segment("id"))?;
    rights::require_over(state, call, Right::HelpUsers, user)?;
    if !matches!(user.status, Status::Active | Status::PasswordExpired) {
        return Err(Refusal::new(&FORGOT_PASSWORD_NOT_ALLOWED)
            .because("Forgot password is not allowed in the user's current status"));
    }
    if !user.provider.keeps_password_in_okta() {
        return Err(Refusal::new(&PASSWORD_RESET_FAILED)
            .because("Forgot password is not supported for the user's login type"));
    }
    let id = user.id.clone();
    let token = state.issue_recovery_token(&id, recovery::Kind::ForgotPassword)?;
    state.log(
        &call.origin,
        &Event::on_user("user.account.reset_password", &id),
    );
    if call.query.flag("sendEmail", true) {
        let sent = Event::on_user("system.email.password_reset.sent_message", &id);
        state.log(&call.origin, &sent);
        return Ok(Answer::empty_object());
    }
    let url = format!("{}/signin/reset-password/{token}", state.base_url());
    Ok(Answer::json(json!({ "resetPasswordUrl": url })))
}
