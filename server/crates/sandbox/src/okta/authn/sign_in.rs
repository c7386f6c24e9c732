//! `POST /api/v1/authn`

use serde_json::{Value, json};

use super::attempt::Outcome;
use super::{cancel, embedded_user, expires, success};
use crate::okta::call::{Answer, Call};
use crate::okta::error::{AUTHENTICATION_FAILED, Refusal};
use crate::okta::state::State;

/// Signs in with user name and password. A wrong password, an unknown user and a lock look alike, unless the policy shows
/// lock-outs.
pub(crate) fn sign_in(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    let body = call.json()?;
    let text = |name: &str| body.get(name).and_then(Value::as_str).unwrap_or("");
    let failed = || Refusal::new(&AUTHENTICATION_FAILED);
    let user = state.resolve_user(text("username"), &crate::okta::call::Origin::default());
    let id = user.map_err(|_| failed())?.id.clone();
    match state.attempt(&call.origin, &id, text("password")) {
        Outcome::Accepted => Ok(Answer::json(success(state, &id))),
        Outcome::MustChangePassword => Ok(Answer::json(password_expired(state, &id))),
        Outcome::LockedOut if shows_lock(state, &id) => Ok(Answer::json(locked_out(state))),
        Outcome::LockedOut | Outcome::Refused => Err(failed()),
    }
}

/// Whether the user's policy lets a sign-in show a lock.
pub(crate) fn shows_lock(state: &State, id: &str) -> bool {
    let policy = state
        .users
        .get(id)
        .and_then(|user| state.password_policy(user));
    policy.is_some_and(|policy| policy.show_lockout_failures)
}

fn locked_out(state: &State) -> Value {
    let href = format!("{}/api/v1/authn/recovery/unlock", state.base_url());
    json!({
        "status": "LOCKED_OUT",
        "_embedded": {},
        "_links": { "next": { "name": "unlock", "href": href, "hints": { "allow": ["POST"] } } },
    })
}

/// The sign-in goes on with a state token that buys one change of password.
fn password_expired(state: &mut State, id: &str) -> Value {
    let token = format!("00{}", state.randomness.url_safe(40));
    state.pending_sign_ins.insert(token.clone(), id.to_owned());
    let user = state.users.get(id).map_or(Value::Null, embedded_user);
    let href = format!(
        "{}/api/v1/authn/credentials/change_password",
        state.base_url()
    );
    json!({
        "stateToken": token,
        "expiresAt": expires(state),
        "status": "PASSWORD_EXPIRED",
        "_embedded": { "user": user },
        "_links": {
            "next": { "name": "changePassword", "href": href, "hints": { "allow": ["POST"] } },
            "cancel": cancel(state),
        },
    })
}
