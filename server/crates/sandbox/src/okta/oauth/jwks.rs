//! `GET /oauth2/v1/keys`

use serde_json::{Value, json};

use super::error::SERVER_ERROR;
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::state::State;

/// The public keys of id tokens: the one in use and those before it.
pub(crate) fn list(state: &mut State, _: &Call) -> Result<Answer, Refusal> {
    let published = state.oauth.keys()?.published();
    let keys: Result<Value, _> = serde_json::to_value(&published.keys);
    let keys = keys.map_err(|_| Refusal::oauth(&SERVER_ERROR))?;
    Ok(Answer::json(json!({ "keys": keys })))
}
