//! What a caller may do: a token has exactly the administrator roles of its owner, or of the service app it was given to.

use super::call::Call;
use super::error::{NO_PERMISSION, Refusal};
use super::roles::Role;
use super::state::State;
use super::users::User;

/// A kind of operation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Right {
    /// Read users, groups, policies, the System Log.
    Read,
    /// Passwords, unlocking, factors, sessions.
    HelpUsers,
    /// Create, update, suspend, deactivate, delete users.
    ManageUsers,
    /// Groups and their members.
    ManageGroups,
    /// Administrator roles.
    ManageRoles,
}

fn gives(role: Role, right: Right) -> bool {
    match role {
        Role::Super => true,
        Role::Organization => right != Right::ManageRoles,
        Role::User => !matches!(right, Right::ManageRoles),
        Role::HelpDesk => matches!(right, Right::Read | Right::HelpUsers),
        Role::ReadOnly => right == Right::Read,
    }
}

/// The administrator roles of whoever calls.
fn roles_of_caller(state: &State, call: &Call) -> Result<Vec<Role>, Refusal> {
    if call.origin.token_owner.is_none()
        && let Some(client_id) = &call.origin.client_id
    {
        return Ok(state.oauth.app(client_id)?.roles.clone());
    }
    let owner = state.token_owner(&call.origin)?;
    Ok(owner.roles.iter().map(|held| held.role).collect())
}

/// Refuses when none of the caller's roles gives `right`.
pub(crate) fn require(state: &State, call: &Call, right: Right) -> Result<(), Refusal> {
    let roles = roles_of_caller(state, call)?;
    if roles.into_iter().any(|role| gives(role, right)) {
        Ok(())
    } else {
        Err(Refusal::new(&NO_PERMISSION))
    }
}

/// Refuses when `right` is missing, or when `target` is an administrator that the caller may not touch.
///
/// Super administrators are managed by super administrators only, other administrators by org administrators too.
pub(crate) fn require_over(
    state: &State,
    call: &Call,
    right: Right,
    target: &User,
) -> Result<(), Refusal> {
    require(state, call, right)?;
    let roles = roles_of_caller(state, call)?;
    let is_target = call.origin.token_owner.as_deref() == Some(target.id.as_str());
    let target_is_super = target.roles.iter().any(|held| held.role == Role::Super);
    let allowed = if roles.contains(&Role::Super) || is_target {
        true
    } else if target_is_super {
        false
    } else {
        target.roles.is_empty() || roles.contains(&Role::Organization)
    };
    if allowed {
        Ok(())
    } else {
        Err(Refusal::new(&NO_PERMISSION))
    }
}
