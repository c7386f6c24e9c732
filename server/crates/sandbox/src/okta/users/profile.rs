//! The rules for profile attributes.

use serde_json::{Map, Value};

use crate::okta::error::Refusal;
use crate::okta::state::State;

/// The attributes of Okta's default user schema.
const KNOWN: [&str; 31] = [
    "login",
    "email",
    "secondEmail",
    "firstName",
    "lastName",
    "middleName",
    "honorificPrefix",
    "honorificSuffix",
    "title",
    "displayName",
    "nickName",
    "profileUrl",
    "primaryPhone",
    "mobilePhone",
    "streetAddress",
    "city",
    "state",
    "zipCode",
    "countryCode",
    "postalAddress",
    "preferredLanguage",
    "locale",
    "timezone",
    "userType",
    "employeeNumber",
    "costCenter",
    "organization",
    "division",
    "department",
    "managerId",
    "manager",
];
const REQUIRED: [&str; 4] = ["login", "email", "firstName", "lastName"];
/// Shown as `null` when they have no value.
const ALWAYS_SHOWN: [&str; 2] = ["mobilePhone", "secondEmail"];

/// Writes `changes` over `profile`; `null` clears an attribute.
pub(crate) fn merge(profile: &mut Map<String, Value>, changes: &Map<String, Value>) {
    for (name, value) in changes {
        if value.is_null() && !ALWAYS_SHOWN.contains(&name.as_str()) {
            profile.remove(name);
        } else {
            profile.insert(name.clone(), value.clone());
        }
    }
    for name in ALWAYS_SHOWN {
        profile.entry(name).or_insert(Value::Null);
    }
}

/// Checks a whole profile. `own_id` is the user it belongs to, so that it may keep its login.
pub(crate) fn check(
    state: &State,
    profile: &Map<String, Value>,
    own_id: Option<&str>,
) -> Result<(), Refusal> {
    for (name, value) in profile {
        if !KNOWN.contains(&name.as_str()) {
            let cause = format!("Property name '{name}' is not defined in profile");
            return Err(Refusal::invalid("newUser", [cause]));
        }
        if !value.is_null() && !value.is_string() {
            return Err(Refusal::invalid(
                name,
                [format!("{name}: must be of type string")],
            ));
        }
    }
    let blank = |name: &&&str| text(profile, name).is_empty();
    let missing: Vec<&str> = REQUIRED.iter().filter(blank).copied().collect();
    if let Some(first) = missing.first() {
        let causes = missing
            .iter()
            .map(|name| format!("{name}: The field cannot be left blank"));
        return Err(Refusal::invalid(first, causes));
    }
    check_login(state, text(profile, "login"), own_id)?;
    for name in ["email", "secondEmail"] {
        let address = text(profile, name);
        if !address.is_empty() && !looks_like_email(address) {
            return Err(Refusal::invalid(
                name,
                [format!("{name}: Does not match required pattern")],
            ));
        }
    }
    for name in ["firstName", "lastName"] {
        if text(profile, name).chars().count() > 50 {
            return Err(Refusal::invalid(
                name,
                [format!("{name}: The field is too long")],
            ));
        }
    }
    Ok(())
}

fn check_login(state: &State, login: &str, own_id: Option<&str>) -> Result<(), Refusal> {
    if !looks_like_email(login) || !(5..=100).contains(&login.chars().count()) {
        let cause = "login: Username must be in the form of an email address";
        return Err(Refusal::invalid("login", [cause.to_owned()]));
    }
    match state.user_by_login(login) {
        Some(other) if own_id != Some(other.id.as_str()) => {
            let cause =
                "login: An object with this field already exists in the current organization";
            Err(Refusal::invalid("login", [cause.to_owned()]))
        }
        _ => Ok(()),
    }
}

fn text<'a>(profile: &'a Map<String, Value>, name: &str) -> &'a str {
    profile.get(name).and_then(Value::as_str).unwrap_or("")
}

fn looks_like_email(text: &str) -> bool {
    let Some((local, domain)) = text.rsplit_once('@') else {
        return false;
    };
    let clean =
        |part: &str| !part.is_empty() && !part.chars().any(|c| c.is_whitespace() || c == '@');
    clean(local) && clean(domain) && domain.contains('.') && !domain.split('.').any(str::is_empty)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn logins_must_look_like_email_addresses() {
        assert!(looks_like_email("alice.winter@example.com"));
        for bad in [
            "alice",
            "alice@",
            "@example.com",
            "a b@example.com",
            "alice@example",
            "a@b@c.d",
        ] {
            assert!(!looks_like_email(bad), "{bad}");
        }
    }

    #[test]
    fn null_clears_an_attribute_and_two_attributes_always_show() {
        let mut profile = Map::new();
        profile.insert("title".to_owned(), "Engineer".into());
        let mut changes = Map::new();
        changes.insert("title".to_owned(), Value::Null);
        merge(&mut profile, &changes);
        let names: Vec<&str> = profile.keys().map(String::as_str).collect();
        assert_eq!(names, ["mobilePhone", "secondEmail"]);
    }
}
