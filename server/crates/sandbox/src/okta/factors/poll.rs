//! `GET /api/v1/users/{userId}/factors/{factorId}/transactions/{transactionId}`

use serde_json::json;

use super::{push, read_target};
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::state::State;

/// Says how far a push is.
pub(crate) fn poll(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let user = read_target(state, call)?;
    let factor = &state.factor(&user, call.segment("factorId"))?.id;
    let id = call.segment("transactionId");
    let push = state.push(&user, factor, id)?;
    let mut answer = push::view(push, id, state.now(), state.base_url());
    if answer["factorResult"] != "SUCCESS" {
        let login = state.user_by_id(&user)?.login();
        answer["profile"] = json!({ "credentialId": login });
    }
    Ok(Answer::json(answer))
}
