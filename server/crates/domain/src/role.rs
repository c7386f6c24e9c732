use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// What somebody who signed in may do, as groups of the directory say. Roles add up; none includes
/// another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Role {
    /// Looks after the own account.
    Employee,
    /// Helps callers.
    ServiceDesk,
    /// Helps callers, protected people among them as the second agent.
    SeniorServiceDesk,
    /// Decides what others ask for.
    Approver,
    /// Configures processes and watches them work.
    PasswordAdmin,
    /// Configures connections, their credentials and credential stores.
    CredentialManager,
    /// Writes automations.
    AutomationAuthor,
    /// Reads everything and changes nothing.
    Auditor,
}

/// Why a text is not a role.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a role")]
pub struct InvalidRole;

impl Role {
    /// All of them.
    pub const ALL: [Self; 8] = [
        Self::Employee,
        Self::ServiceDesk,
        Self::SeniorServiceDesk,
        Self::Approver,
        Self::PasswordAdmin,
        Self::CredentialManager,
        Self::AutomationAuthor,
        Self::Auditor,
    ];

    /// Its name in configuration, records and screens' addresses.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Employee => "employee",
            Self::ServiceDesk => "service-desk",
            Self::SeniorServiceDesk => "senior-service-desk",
            Self::Approver => "approver",
            Self::PasswordAdmin => "password-admin",
            Self::CredentialManager => "credential-manager",
            Self::AutomationAuthor => "automation-author",
            Self::Auditor => "auditor",
        }
    }
}

impl fmt::Display for Role {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(self.name())
    }
}

impl FromStr for Role {
    type Err = InvalidRole;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.into_iter().find(|role| role.name() == text);
        found.ok_or(InvalidRole)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_role_is_read_back_by_the_name_it_is_stored_under() {
        for role in Role::ALL {
            assert_eq!(role.name().parse(), Ok(role));
            assert_eq!(serde_json::to_value(role).expect("json"), role.name());
        }
    }
}
