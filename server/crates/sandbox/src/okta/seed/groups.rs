//! The groups of the beginning.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Map, Value};

use crate::okta::groups::{Group, GroupKind};
use crate::okta::state::State;

const GROUPS: [(&str, &str); 10] = [
    ("Everyone", "All users in your organization"),
    ("Employees", "Everybody with a contract of employment"),
    (
        "Contractors",
        "People who work for us through another company",
    ),
    (
        "No self-service",
        "Accounts that only the service desk may help",
    ),
    ("Administrators", "People who run Okta"),
    (
        "Latchkey Password Admins",
        "Set up processes and see everything about them in the portal",
    ),
    (
        "Latchkey Credential Managers",
        "Keep the portal's connections and their credentials",
    ),
    ("Latchkey Service Desk", "Help callers with their passwords"),
    (
        "Latchkey Senior Service Desk",
        "Approve what the service desk may not do alone",
    ),
    ("Latchkey Auditors", "Read the portal's audit trail"),
];

/// Makes the groups; gives their ids by name.
pub(super) fn plant(state: &mut State) -> BTreeMap<&'static str, String> {
    let now = state.now();
    let mut ids = BTreeMap::new();
    for (name, description) in GROUPS {
        let id = state.new_id("00g");
        let mut profile = Map::new();
        profile.insert("name".to_owned(), Value::from(name));
        profile.insert("description".to_owned(), Value::from(description));
        let group = Group {
            id: id.clone(),
            kind: if name == "Everyone" {
                GroupKind::BuiltIn
            } else {
                GroupKind::Okta
            },
            created: now,
            last_updated: now,
            last_membership_updated: now,
            profile,
            members: BTreeSet::new(),
        };
        state.groups.insert(id.clone(), group);
        ids.insert(name, id);
    }
    ids
}
