//! A factor as JSON.

use serde_json::{Map, Value, json};

use super::{Factor, Method, questions};
use crate::clock::whole_seconds;
use crate::okta::state::State;

/// A factor as the API gives it: in a list, on its own, after each step.
pub(super) fn factor(state: &State, user: &str, factor: &Factor) -> Value {
    let status = if factor.is_active {
        "ACTIVE"
    } else {
        "PENDING_ACTIVATION"
    };
    let mut view = json!({
        "id": factor.id,
        "factorType": factor.method.kind(),
        "provider": factor.method.provider(),
        "vendorName": factor.method.provider(),
        "status": status,
        "created": whole_seconds(factor.created),
        "lastUpdated": whole_seconds(factor.last_updated),
        "_links": links(state, user, factor),
    });
    if let Some(profile) = profile(state, user, factor) {
        view["profile"] = profile;
    }
    if let Some(activation) = activation(state, factor) {
        view["_embedded"] = json!({ "activation": activation });
    }
    view
}

/// A link with the methods it may be used with.
pub(super) fn link(href: &str, methods: &[&str]) -> Value {
    json!({ "href": href, "hints": { "allow": methods } })
}

/// Where the factor reaches the person; a push has none before it is active.
pub(super) fn profile(state: &State, user: &str, factor: &Factor) -> Option<Value> {
    let login = || {
        let user = state.user_by_id(user).ok();
        user.map_or("", |user| user.login())
    };
    match &factor.method {
        Method::Sms { number } => Some(json!({ "phoneNumber": number })),
        Method::Call { number, extension } => {
            let mut profile = json!({ "phoneNumber": number });
            if let Some(extension) = extension {
                profile["phoneExtension"] = extension.as_str().into();
            }
            Some(profile)
        }
        Method::Email { address } => Some(json!({ "email": address })),
        Method::Totp { .. } => Some(json!({ "credentialId": login() })),
        Method::Push { .. } => factor.is_active.then(|| {
            json!({
                "credentialId": login(),
                "deviceType": "SmartPhone_IPhone",
                "name": "Sandbox telephone",
                "platform": "IOS",
                "version": "9.0",
            })
        }),
        Method::Question { key, .. } => {
            Some(json!({ "question": key, "questionText": questions::text(key) }))
        }
    }
}

fn links(state: &State, user: &str, factor: &Factor) -> Value {
    let person = format!("{}/api/v1/users/{user}", state.base_url());
    let own = format!("{person}/factors/{}", factor.id);
    let at = |path: &str| link(&format!("{own}/{path}"), &["POST"]);
    let mut links = Map::new();
    match &factor.method {
        Method::Question { .. } => {
            let questions = format!("{person}/factors/questions");
            links.insert("questions".to_owned(), link(&questions, &["GET"]));
        }
        _ if factor.is_active => {
            links.insert("verify".to_owned(), at("verify"));
        }
        Method::Push { .. } => {
            links.insert("poll".to_owned(), at("lifecycle/activate/poll"));
        }
        method => {
            links.insert("activate".to_owned(), at("lifecycle/activate"));
            if method.is_sent() {
                let mut resend = at("resend");
                resend["name"] = method.kind().into();
                links.insert("resend".to_owned(), json!([resend]));
            }
        }
    }
    let methods: &[&str] = if factor.is_active {
        &["GET", "DELETE"]
    } else {
        &["GET"]
    };
    links.insert("self".to_owned(), link(&own, methods));
    links.insert("user".to_owned(), link(&person, &["GET"]));
    Value::Object(links)
}

/// What an app needs to finish the enrolment.
fn activation(state: &State, factor: &Factor) -> Option<Value> {
    if factor.is_active {
        return None;
    }
    match &factor.method {
        Method::Totp { secret, .. } => Some(json!({
            "timeStep": super::totp::STEP,
            "sharedSecret": secret.base32(),
            "encoding": "base32",
            "keyLength": 6,
        })),
        Method::Push { enrolment_ends } => {
            let is_over = state.now() >= *enrolment_ends;
            Some(json!({
                "expiresAt": whole_seconds(*enrolment_ends),
                "factorResult": if is_over { "TIMEOUT" } else { "WAITING" },
            }))
        }
        _ => None,
    }
}
