//! Setting a password as an administrator, without the old one: `POST /api/v1/users/{id}` with `credentials.password.value`.

use serde_json::{Map, Value};

use crate::okta::call::Origin;
use crate::okta::error::{MASTERED_ELSEWHERE, Refusal};
use crate::okta::logs::Event;
use crate::okta::org::StatusAfterPassword;
use crate::okta::passwords::set::Checks;
use crate::okta::state::State;
use crate::okta::users::Status;

/// Reads `password.value` of a credentials object.
pub(crate) fn read(credentials: &Map<String, Value>) -> Option<String> {
    let value = credentials.get("password")?.get("value")?;
    value.as_str().map(str::to_owned)
}

/// Refuses a password against the policy; `strict` adds history and minimum age.
pub(crate) fn check(state: &State, id: &str, password: &str, strict: bool) -> Result<(), Refusal> {
    let user = state.user_by_id(id)?;
    if !user.provider.keeps_password_in_okta() {
        return Err(Refusal::new(&MASTERED_ELSEWHERE));
    }
    let checks = Checks {
        history: strict,
        minimum_age: strict,
    };
    match state.password_refusal(user, password, checks) {
        None => Ok(()),
        Some(cause) => Err(Refusal::invalid("password", [format!("password: {cause}")])),
    }
}

/// Stores a checked password and moves on a user who waited for one.
pub(crate) fn apply(
    state: &mut State,
    origin: &Origin,
    id: &str,
    password: &str,
) -> Result<(), Refusal> {
    state.store_password(id, password, false);
    state.log(origin, &Event::on_user("user.account.update_password", id));
    let now = state.now();
    let moves = state.status_after_password == StatusAfterPassword::ActiveWhenWaiting;
    let user = state.user_mut(id)?;
    let waits = matches!(
        user.status,
        Status::Provisioned | Status::Recovery | Status::PasswordExpired
    );
    if moves && waits {
        user.move_to(Status::Active, now);
        user.recovery_token = None;
    }
    Ok(())
}
