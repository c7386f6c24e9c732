use super::{null_as_default, policy::PolicyStatus};
use crate::OktaId;
use serde::Deserialize;

/// A rule of a password policy (management spec, schema `PasswordPolicyRule`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
pub struct PolicyRule {
    /// The id.
    pub id: OktaId,
    /// The name admins read.
    #[serde(default, deserialize_with = "null_as_default")]
    pub name: String,
    /// Whether it is in force.
    #[serde(default)]
    pub status: PolicyStatus,
    /// Smaller goes first; `None` goes last.
    pub priority: Option<u32>,
    /// What people may do themselves.
    #[serde(default, deserialize_with = "null_as_default")]
    pub actions: RuleActions,
}

/// What people may do themselves at Okta.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(from = "RawActions")]
pub struct RuleActions {
    /// Change the password.
    pub password_change: Access,
    /// Reset a forgotten password.
    pub self_service_password_reset: Access,
    /// Unlock the account.
    pub self_service_unlock: Access,
}

#[derive(Deserialize, Default)]
#[serde(rename_all = "camelCase", default)]
struct RawActions {
    #[serde(deserialize_with = "null_as_default")]
    password_change: Action,
    #[serde(deserialize_with = "null_as_default")]
    self_service_password_reset: Action,
    #[serde(deserialize_with = "null_as_default")]
    self_service_unlock: Action,
}

#[derive(Deserialize, Default)]
#[serde(default)]
struct Action {
    access: Access,
}

impl From<RawActions> for RuleActions {
    fn from(raw: RawActions) -> Self {
        Self {
            password_change: raw.password_change.access,
            self_service_password_reset: raw.self_service_password_reset.access,
            self_service_unlock: raw.self_service_unlock.access,
        }
    }
}

/// Whether something is allowed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Access {
    /// Allowed.
    Allow,
    /// Not allowed.
    Deny,
    /// A value this version does not know, or none given.
    #[default]
    #[serde(other)]
    Unknown,
}
