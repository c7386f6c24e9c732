//! `GET /api/v1/users/{id}/groups`

use serde_json::Value;

use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::groups::{Group, view};
use crate::okta::paging;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// The real server pages at 200, although the specification does not say so.
const LIMIT: usize = 200;

/// Lists the groups of a user, Everyone among them.
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let user = state.resolve_user(call.segment("id"), &call.origin)?;
    let limit = call.query.limit(LIMIT, LIMIT)?;
    let after = paging::open(state, call)?;
    let ids = state.group_ids_of(&user.id);
    let groups: Vec<&Group> = ids
        .into_iter()
        .filter_map(|id| state.groups.get(id))
        .collect();
    let (page, next) = paging::page(groups, |group| &group.id, after.as_deref(), limit);
    let base = state.base_url();
    let items = page
        .into_iter()
        .map(|group| view::group(group, base))
        .collect();
    let answer = Answer::json(Value::Array(items));
    Ok(paging::link(answer, state, call, limit, next.as_deref()))
}
