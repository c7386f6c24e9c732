//! `/api/v1/authn`: signing in with a password, and what it counts.

pub(crate) mod attempt;
pub(crate) mod change_password;
pub(crate) mod sign_in;

use serde_json::{Value, json};

use super::state::State;
use super::users::User;
use crate::clock::whole_seconds;

/// How long a state or session token lives.
const MINUTES: i64 = 5;

fn expires(state: &State) -> String {
    let now = state.now();
    let later = now.checked_add(jiff::SignedDuration::from_mins(MINUTES));
    whole_seconds(later.unwrap_or(now))
}

/// The answer to a complete sign-in.
fn success(state: &mut State, id: &str) -> Value {
    let token = format!("20111{}", state.randomness.url_safe(48));
    let expires = expires(state);
    let user = state.users.get(id).map_or(Value::Null, embedded_user);
    json!({
        "expiresAt": expires,
        "status": "SUCCESS",
        "sessionToken": token,
        "_embedded": { "user": user },
        "_links": { "cancel": cancel(state) },
    })
}

fn embedded_user(user: &User) -> Value {
    let or = |name: &str, default: &str| match user.attribute(name) {
        "" => default.to_owned(),
        text => text.to_owned(),
    };
    json!({
        "id": user.id,
        "passwordChanged": user.password_changed.map(whole_seconds),
        "profile": {
            "login": user.login(),
            "firstName": user.attribute("firstName"),
            "lastName": user.attribute("lastName"),
            "locale": or("locale", "en_US"),
            "timeZone": or("timezone", "America/Los_Angeles"),
        },
    })
}

fn cancel(state: &State) -> Value {
    json!({
        "href": format!("{}/api/v1/authn/cancel", state.base_url()),
        "hints": { "allow": ["POST"] },
    })
}
