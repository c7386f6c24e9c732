use jiff::Timestamp;
use latchkey_values::{EmailAddress, PersonNames, UserStatus};
use serde_json::{Map, Value};
use std::fmt;

/// A person as a credential store knows them now.
#[derive(Clone, Debug)]
pub struct Person {
    /// The store's id of the person.
    pub id: String,
    /// Login and names.
    pub names: PersonNames,
    /// Where mail reaches them; `None` when the store has no usable address.
    pub primary: Option<EmailAddress>,
    /// The address they named for recovery; `None` when there is none.
    pub recovery: Option<EmailAddress>,
    /// The account's status.
    pub status: UserStatus,
    /// Who keeps the password.
    pub managed_by: ManagedBy,
    /// The groups they are in.
    pub groups: Vec<Group>,
    /// Whether they hold an admin role in the store.
    pub is_administrator: bool,
    /// When the password last changed; `None` when there is none or the store does not say.
    pub password_changed: Option<Timestamp>,
    /// What else the store knows of them.
    pub attributes: Attributes,
}

/// The attributes of a person's profile, by the store's own names. `Debug` hides them.
#[derive(Clone, Default, PartialEq)]
pub struct Attributes(Map<String, Value>);

impl Attributes {
    /// The values of an attribute as text: several for a list, none when it is not set or is no text,
    /// number or yes and no.
    #[must_use]
    pub fn texts(&self, name: &str) -> Vec<String> {
        match self.0.get(name) {
            Some(Value::Array(values)) => values.iter().filter_map(text).collect(),
            Some(value) => text(value).into_iter().collect(),
            None => Vec::new(),
        }
    }
}

fn text(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(yes) => Some(yes.to_string()),
        Value::Null | Value::Array(_) | Value::Object(_) => None,
    }
}

impl From<Map<String, Value>> for Attributes {
    fn from(attributes: Map<String, Value>) -> Self {
        Self(attributes)
    }
}

impl fmt::Debug for Attributes {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Attributes(…)")
    }
}

/// Who keeps a person's password.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ManagedBy {
    /// The store itself: it can be set there.
    Store,
    /// A directory or identity provider behind the store.
    Elsewhere,
}

/// A group a person is in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// The store's id of the group.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// What looking a login up found.
#[derive(Clone, Debug)]
pub enum LookUp {
    /// Exactly one person.
    Found(Box<Person>),
    /// Nobody.
    Unknown,
    /// More than one person: none of them may be acted on.
    Ambiguous,
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn attributes_are_read_as_text_whatever_they_are() {
        let profile = json!({
            "city": "Rome", "floor": 3, "remote": true, "teams": ["A", "B", null], "boss": {}, "unset": null
        });
        let attributes = Attributes::from(profile.as_object().cloned().expect("an object"));
        for (name, expected) in [
            ("city", vec!["Rome"]),
            ("floor", vec!["3"]),
            ("remote", vec!["true"]),
            ("teams", vec!["A", "B"]),
            ("boss", vec![]),
            ("unset", vec![]),
            ("missing", vec![]),
        ] {
            assert_eq!(attributes.texts(name), expected, "{name}");
        }
        assert!(!format!("{attributes:?}").contains("Rome"));
    }
}
