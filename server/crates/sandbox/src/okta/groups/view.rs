//! A group as JSON.

use serde_json::{Value, json};

use super::{Group, GroupKind};
use crate::clock::whole_seconds;

const LOGOS: &str = "https://static.example.com/assets/img/logos/groups/odyssey";

/// A group, alone or in a list.
pub(crate) fn group(group: &Group, base: &str) -> Value {
    let href = format!("{base}/api/v1/groups/{}", group.id);
    let logo = |size: &str| json!({ "name": size, "href": format!("{LOGOS}/okta-{size}.png"), "type": "image/png" });
    json!({
        "id": group.id,
        "created": whole_seconds(group.created),
        "lastUpdated": whole_seconds(group.last_updated),
        "lastMembershipUpdated": whole_seconds(group.last_membership_updated),
        "objectClass": ["okta:user_group"],
        "type": match group.kind {
            GroupKind::Okta => "OKTA_GROUP",
            GroupKind::BuiltIn => "BUILT_IN",
        },
        "profile": group.profile,
        "_links": {
            "logo": [logo("medium"), logo("large")],
            "users": { "href": format!("{href}/users") },
            "apps": { "href": format!("{href}/apps") },
        },
    })
}
