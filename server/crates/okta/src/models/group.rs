use super::null_as_default;
use crate::OktaId;
use jiff::Timestamp;
use serde::Deserialize;

/// A group (management spec, schema `Group`).
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// The id.
    pub id: OktaId,
    /// Who keeps its members.
    #[serde(rename = "type", default)]
    pub kind: GroupType,
    /// Name and description.
    #[serde(default, deserialize_with = "null_as_default")]
    pub profile: GroupProfile,
    /// The last change of the profile.
    pub last_updated: Option<Timestamp>,
    /// The last change of the members.
    pub last_membership_updated: Option<Timestamp>,
}

/// What a group is called.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default)]
pub struct GroupProfile {
    /// The name.
    #[serde(deserialize_with = "null_as_default")]
    pub name: String,
    /// What it is for.
    pub description: Option<String>,
}

/// Who keeps a group's members.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum GroupType {
    /// Admins; the only kind whose members can be changed.
    OktaGroup,
    /// Another system.
    AppGroup,
    /// Okta, such as "Everyone".
    BuiltIn,
    /// A kind this version does not know, or none given.
    #[default]
    #[serde(other)]
    Unknown,
}
