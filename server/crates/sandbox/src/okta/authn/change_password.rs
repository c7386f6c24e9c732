//! `POST /api/v1/authn/credentials/change_password`: the step after `PASSWORD_EXPIRED`.

use serde_json::Value;

use super::success;
use crate::okta::call::{Answer, Call};
use crate::okta::credentials::change_password as credentials;
use crate::okta::error::{INVALID_TOKEN, Refusal};
use crate::okta::logs::Event;
use crate::okta::passwords::set::Checks;
use crate::okta::state::State;

/// Changes an expired password and completes the sign-in. The state token stays good until it works.
pub(crate) fn change_password(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let body = call.json()?;
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or("");
    let pending = state.pending_sign_ins.get(text("stateToken"));
    let id = pending
        .cloned()
        .ok_or_else(|| Refusal::new(&INVALID_TOKEN))?;
    let checks = Checks {
        history: true,
        minimum_age: false,
    };
    let user = state.user_by_id(&id)?;
    credentials::check(
        state,
        user,
        text("oldPassword"),
        text("newPassword"),
        checks,
    )?;
    credentials::apply(state, &id, text("newPassword"))?;
    state.pending_sign_ins.remove(text("stateToken"));
    let now = state.now();
    state.user_mut(&id)?.last_login = Some(now);
    let changed = Event::on_user("user.account.update_password", &id).by_themself();
    state.log(&call.origin, &changed);
    state.log(
        &call.origin,
        &Event::on_user("user.session.start", &id).by_themself(),
    );
    Ok(Answer::json(success(state, &id)))
}
