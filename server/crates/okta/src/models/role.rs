use super::null_as_default;
use crate::OktaId;
use serde::Deserialize;

/// An admin role a person holds (management spec, schema `StandardRole`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Role {
    /// The id of the assignment.
    pub id: OktaId,
    /// The kind, such as `HELP_DESK_ADMIN`; `CUSTOM` for roles of the org's own.
    #[serde(rename = "type", default, deserialize_with = "null_as_default")]
    pub kind: String,
    /// The name admins read.
    #[serde(default, deserialize_with = "null_as_default")]
    pub label: String,
    /// Whether it is in force.
    #[serde(default)]
    pub status: RoleStatus,
    /// `USER`, or `GROUP` when it comes with a group.
    pub assignment_type: Option<String>,
}

/// Whether a role is in force.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum RoleStatus {
    /// In force.
    Active,
    /// Not in force.
    Inactive,
    /// A value this version does not know, or none given.
    #[default]
    #[serde(other)]
    Unknown,
}
