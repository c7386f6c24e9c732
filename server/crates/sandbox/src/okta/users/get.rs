//! `GET /api/v1/users/{id}`

use serde_json::json;

use super::{blocks, etag, view};
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Reads one user by id, login, short name or `me`.
pub(crate) fn get(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let user = state.resolve_user(call.segment("id"), &call.origin)?;
    let mut json = view::single(user, state.base_url());
    if call.query.get("expand") == Some("blocks") {
        json["_embedded"] = json!({ "blocks": blocks::of(user) });
    }
    Ok(Answer::json(json).with_etag(etag::header_of(user)))
}
