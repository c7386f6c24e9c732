//! The rules for a group's profile.

use serde_json::{Map, Value};

use crate::okta::error::{BODY_NOT_WELL_FORMED, Refusal};
use crate::okta::state::State;

/// Reads and checks `{profile: {name, description}}`. `own_id` is the group that may keep its name.
pub(crate) fn read(
    state: &State,
    body: &Map<String, Value>,
    own_id: Option<&str>,
) -> Result<Map<String, Value>, Refusal> {
    let mut profile = body
        .get("profile")
        .and_then(Value::as_object)
        .cloned()
        .unwrap_or_default();
    let description = profile.entry("description").or_insert(Value::Null);
    if !(description.is_null() || description.is_string()) {
        return Err(Refusal::new(&BODY_NOT_WELL_FORMED));
    }
    let name = profile.get("name").and_then(Value::as_str).unwrap_or("");
    if name.is_empty() {
        return Err(Refusal::invalid(
            "name",
            ["name: The field cannot be left blank".to_owned()],
        ));
    }
    if name.chars().count() > 255 {
        return Err(Refusal::invalid(
            "name",
            ["name: The field is too long".to_owned()],
        ));
    }
    let taken = state
        .groups
        .values()
        .any(|group| group.name() == name && own_id != Some(group.id.as_str()));
    if taken {
        let cause = "name: An object with this field already exists in the current organization";
        return Err(Refusal::invalid("name", [cause.to_owned()]));
    }
    Ok(profile)
}
