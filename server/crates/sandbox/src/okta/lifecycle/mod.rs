//! `/api/v1/users/{id}/lifecycle/*`: one transition a file. Each has the verb and, where others need it, `apply`.

pub(crate) mod activate;
pub(crate) mod deactivate;
pub(crate) mod expire_password;
pub(crate) mod reactivate;
pub(crate) mod reset_factors;
pub(crate) mod reset_password;
pub(crate) mod suspend;
pub(crate) mod temporary_password;
pub(crate) mod unlock;
pub(crate) mod unsuspend;

use serde_json::{Value, json};

use super::call::{Answer, Call};
use super::error::Refusal;
use super::logs::Event;
use super::recovery;
use super::rights::{self, Right};
use super::state::State;

/// Finds the user of the path and checks that the caller may do this to them. Gives the id.
fn target(state: &State, call: &Call, right: Right) -> Result<String, Refusal> {
    let user = state.resolve_user(call.segment("id"), &call.origin)?;
    rights::require_over(state, call, right, user)?;
    Ok(user.id.clone())
}

/// Makes an activation token: mails it, or answers with it.
fn activation(
    state: &mut State,
    call: &Call,
    id: &str,
    send_email: bool,
) -> Result<Answer, Refusal> {
    let token = state.issue_recovery_token(id, recovery::Kind::Activation)?;
    if send_email {
        let sent = Event::on_user("system.email.new_user_setup.sent_message", id);
        state.log(&call.origin, &sent);
        return Ok(Answer::empty_object());
    }
    let url: Value = format!("{}/tokens/{token}/verify", state.base_url()).into();
    Ok(Answer::json(
        json!({ "activationUrl": url, "activationToken": token }),
    ))
}
