//! `POST /api/v1/users/{userId}/roles`

use http::StatusCode;
use serde_json::Value;

use super::{Role, RoleAssignment, view};
use crate::okta::call::{Answer, Call};
use crate::okta::error::{DUPLICATE_ROLE, Refusal};
use crate::okta::logs::Event;
use crate::okta::rights::{self, Right};
use crate::okta::state::State;

/// Assigns an administrator role; answers 201, unlike most of the API.
pub(crate) fn assign(state: &mut State, call: &Call) -> Result<Answer, Refusal> {
    rights::require(state, call, Right::ManageRoles)?;
    let id = state.user_by_id(call.segment("id"))?.id.clone();
    let body = call.json()?;
    let Some(role) = body
        .get("type")
        .and_then(Value::as_str)
        .and_then(Role::parse)
    else {
        return Err(Refusal::invalid(
            "type",
            ["type: The role type is not valid.".to_owned()],
        ));
    };
    let now = state.now();
    let user = state.user_mut(&id)?;
    if user.roles.iter().any(|held| held.role == role) {
        return Err(Refusal::new(&DUPLICATE_ROLE));
    }
    let assignment = RoleAssignment { role, created: now };
    user.roles.push(assignment.clone());
    state.log(
        &call.origin,
        &Event::on_user("user.account.privilege.grant", &id),
    );
    let answer = Answer::json(view(&assignment, &id, state.base_url()));
    Ok(answer.with_status(StatusCode::CREATED))
}
