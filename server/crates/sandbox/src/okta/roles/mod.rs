//! Administrator roles assigned to users.

pub(crate) mod assign;
pub(crate) mod list;
pub(crate) mod unassign;

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::clock::whole_seconds;

/// Okta's standard roles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Role {
    /// Everything.
    Super,
    /// Everything but roles and other super administrators.
    Organization,
    /// Users and groups ("Group Administrator" in the console).
    User,
    /// Passwords, unlocking, factors, sessions.
    HelpDesk,
    /// Reading.
    ReadOnly,
}

impl Role {
    const ALL: [Self; 5] = [
        Self::Super,
        Self::Organization,
        Self::User,
        Self::HelpDesk,
        Self::ReadOnly,
    ];

    pub(crate) fn parse(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|role| role.kind() == text)
    }

    /// The value of `type` in the API.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Super => "SUPER_ADMIN",
            Self::Organization => "ORG_ADMIN",
            Self::User => "USER_ADMIN",
            Self::HelpDesk => "HELP_DESK_ADMIN",
            Self::ReadOnly => "READ_ONLY_ADMIN",
        }
    }

    fn label(self) -> &'static str {
        match self {
            Self::Super => "Super Administrator",
            Self::Organization => "Organization Administrator",
            Self::User => "User Administrator",
            Self::HelpDesk => "Help Desk Administrator",
            Self::ReadOnly => "Read-only Administrator",
        }
    }

    /// The assignment's id: recorded orgs use the role's name in base 32 for standard roles without targets.
    pub(crate) fn assignment_id(self) -> String {
        base32(self.kind().as_bytes())
    }
}

/// A role that a user holds.
#[derive(Debug, Clone)]
pub(crate) struct RoleAssignment {
    pub(crate) role: Role,
    pub(crate) created: Timestamp,
}

/// A role assignment as JSON.
pub(crate) fn view(assignment: &RoleAssignment, user_id: &str, base: &str) -> Value {
    json!({
        "id": assignment.role.assignment_id(),
        "label": assignment.role.label(),
        "type": assignment.role.kind(),
        "status": "ACTIVE",
        "created": whole_seconds(assignment.created),
        "lastUpdated": whole_seconds(assignment.created),
        "assignmentType": "USER",
        "_links": { "assignee": { "href": format!("{base}/api/v1/users/{user_id}") } },
    })
}

fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    let bit = |index: usize| {
        let byte = bytes.get(index / 8).copied().unwrap_or(0);
        usize::from(byte >> (7 - index % 8) & 1)
    };
    (0..(bytes.len() * 8).div_ceil(5))
        .map(|group| (0..5).fold(0, |value, offset| value << 1 | bit(group * 5 + offset)))
        .map(|value| char::from(ALPHABET[value]))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_recorded_id_of_a_user_administrator_is_its_name_in_base_32() {
        assert_eq!(Role::User.assignment_id(), "KVJUKUS7IFCE2SKO");
    }
}
