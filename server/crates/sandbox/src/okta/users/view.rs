//! A user as JSON.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{User, links};
use crate::clock::whole_seconds;

/// A user read on its own, with the links of its status.
pub(crate) fn single(user: &User, base: &str) -> Value {
    with_links(user, &links::all(user, base))
}

/// A user in a list.
pub(crate) fn in_list(user: &User, base: &str) -> Value {
    with_links(user, &links::in_list(user, base))
}

/// The answer of the `credentials/*` calls.
pub(crate) fn credentials_only(user: &User) -> Value {
    let mut view = credentials(user);
    view.remove("emails");
    Value::Object(view)
}

fn with_links(user: &User, links: &Value) -> Value {
    json!({
        "id": user.id,
        "status": user.status.as_str(),
        "created": whole_seconds(user.created),
        "activated": optional(user.activated),
        "statusChanged": optional(user.status_changed),
        "lastLogin": optional(user.last_login),
        "lastUpdated": whole_seconds(user.last_updated),
        "passwordChanged": optional(user.password_changed),
        "type": { "id": links::user_type() },
        "profile": user.profile,
        "credentials": credentials(user),
        "_links": links,
    })
}

fn optional(time: Option<Timestamp>) -> Value {
    time.map_or(Value::Null, |time| Value::String(whole_seconds(time)))
}

fn credentials(user: &User) -> Map<String, Value> {
    let mut view = Map::new();
    if user.password.is_some() {
        view.insert("password".to_owned(), json!({}));
    }
    let mut emails = vec![email(user, "email", "PRIMARY")];
    if !user.attribute("secondEmail").is_empty() {
        emails.push(email(user, "secondEmail", "SECONDARY"));
    }
    view.insert("emails".to_owned(), Value::Array(emails));
    if let Some(recovery) = &user.recovery_question {
        view.insert(
            "recovery_question".to_owned(),
            json!({ "question": recovery.question }),
        );
    }
    view.insert(
        "provider".to_owned(),
        json!({ "type": user.provider.kind, "name": user.provider.name }),
    );
    view
}

fn email(user: &User, attribute: &str, kind: &str) -> Value {
    json!({ "value": user.attribute(attribute), "status": "VERIFIED", "type": kind })
}
