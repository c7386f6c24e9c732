//! `PUT /api/v1/users/{id}`: attributes that are not given are removed.

use serde_json::Map;

use super::{profile, update};
use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::state::State;

/// Replaces a user's profile.
pub(crate) fn replace(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    update::apply(state, call, |_, given| {
        let mut profile = Map::new();
        profile::merge(&mut profile, given);
        profile
    })
}
