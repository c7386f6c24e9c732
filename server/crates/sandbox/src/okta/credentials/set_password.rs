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

/// Stores a checked password and moves on a user who waited for one, unless the org was told not to.
pub(crate) fn apply(
    state: &mut State,
    origin: &Origin,
    id: &str,
    password: &str,
) -> Result<(), Refusal> {
    state.store_password(id, password, false);
    state.log(origin, &Event::on_user("user.account.update_password", id));
    if state.status_after_password == StatusAfterPassword::ActiveWhenWaiting {
        state.activate_when_waiting(id)?;
    }
    Ok(())
}

/// The same by the user, behind a one-time link, which is used up.
pub(crate) fn apply_by_themself(
    state: &mut State,
    origin: &Origin,
    id: &str,
    password: &str,
) -> Result<(), Refusal> {
    state.store_password(id, password, false);
    let event = Event::on_user("user.account.update_password", id).by_themself();
    state.log(origin, &event);
    state.user_mut(id)?.recovery_token = None;
    state.activate_when_waiting(id)
}

impl State {
    /// A user who waited for a password is active with it.
    pub(crate) fn activate_when_waiting(&mut self, id: &str) -> Result<(), Refusal> {
        let now = self.now();
        let user = self.user_mut(id)?;
        if matches!(
            user.status,
            Status::Provisioned | Status::Recovery | Status::PasswordExpired
        ) {
            user.move_to(Status::Active, now);
            user.recovery_token = None;
        }
        Ok(())
    }
}
