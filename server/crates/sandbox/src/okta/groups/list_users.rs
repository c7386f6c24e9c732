//! `GET /api/v1/groups/{groupId}/users`

use serde_json::Value;

use crate::okta::call::{Answer, Call};
use crate::okta::error::Refusal;
use crate::okta::paging;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;
use crate::okta::users::view;

/// Lists the members of a group.
pub(crate) fn list(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::Read)?;
    let group = state.group(call.segment("groupId"))?;
    let limit = call.query.limit(1000, 1000)?;
    let after = paging::open(state, call)?;
    let members = state.members_of(group);
    let (page, next) = paging::page(members, |user| &user.id, after.as_deref(), limit);
    let base = state.base_url();
    let items = page
        .into_iter()
        .map(|user| view::in_list(user, base))
        .collect();
    let answer = Answer::json(Value::Array(items));
    Ok(paging::link(answer, state, call, limit, next.as_deref()))
}
