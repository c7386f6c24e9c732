//! What the owner of a token may do: a token has exactly its owner's administrator roles.

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

/// Refuses when none of the owner's roles gives `right`.
pub(crate) fn require(state: &State, call: &Call, right: Right) -> Result<(), Refusal> {
    let owner = state.token_owner(&call.origin)?;
    if owner.roles.iter().any(|held| gives(held.role, right)) {
        Ok(())
    } else {
        Err(Refusal::new(&NO_PERMISSION))
    }
}

/// Refuses when `right` is missing, or when `target` is an administrator that the owner may not touch.
///
/// Super administrators are managed by super administrators only, other administrators by org administrators too.
pub(crate) fn require_over(
    state: &State,
    call: &Call,
    right: Right,
    target: &User,
) -> Result<(), Refusal> {
    require(state, call, right)?;
    let owner = state.token_owner(&call.origin)?;
    let holds = |user: &User, role: Role| user.roles.iter().any(|held| held.role == role);
    let allowed = if holds(owner, Role::Super) || owner.id == target.id {
        true
    } else if holds(target, Role::Super) {
        false
    } else {
        target.roles.is_empty() || holds(owner, Role::Organization)
    };
    if allowed {
        Ok(())
    } else {
        Err(Refusal::new(&NO_PERMISSION))
    }
}
