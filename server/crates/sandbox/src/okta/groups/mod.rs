//! Groups: the record, and one file for each verb of `/api/v1/groups`.

pub(crate) mod add_user;
pub(crate) mod create;
pub(crate) mod delete;
pub(crate) mod get;
pub(crate) mod list;
pub(crate) mod list_users;
pub(crate) mod profile;
pub(crate) mod remove_user;
pub(crate) mod replace;
pub(crate) mod view;

use std::collections::BTreeSet;

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::error::{NO_PERMISSION, Refusal};

/// Where a group comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum GroupKind {
    /// Made in Okta; the only kind whose members the API changes.
    Okta,
    /// Everyone: all users, and nobody changes it.
    BuiltIn,
}

/// A group of the org.
#[derive(Debug, Clone)]
pub(crate) struct Group {
    pub(crate) id: String,
    pub(crate) kind: GroupKind,
    pub(crate) created: Timestamp,
    pub(crate) last_updated: Timestamp,
    pub(crate) last_membership_updated: Timestamp,
    pub(crate) profile: Map<String, Value>,
    /// Ids of the members; empty for Everyone, which has all users.
    pub(crate) members: BTreeSet<String>,
}

impl Group {
    pub(crate) fn name(&self) -> &str {
        self.profile
            .get("name")
            .and_then(Value::as_str)
            .unwrap_or("")
    }

    /// Refuses a change of a group that Okta keeps itself.
    pub(crate) fn must_be_changeable(&self) -> Result<(), Refusal> {
        match self.kind {
            GroupKind::Okta => Ok(()),
            GroupKind::BuiltIn => Err(Refusal::new(&NO_PERMISSION)),
        }
    }
}
