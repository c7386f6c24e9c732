//! An event as JSON. Fields without a value are left out: the specification does not let them be `null`.

use jiff::Timestamp;
use serde_json::{Map, Value, json};

use super::{Event, event_types};
use crate::clock::milliseconds;
use crate::okta::call::Origin;
use crate::okta::groups::Group;
use crate::okta::oauth::apps::App;
use crate::okta::state::State;
use crate::okta::users::User;

pub(super) fn event(
    state: &State,
    origin: &Origin,
    event: &Event,
    published: Timestamp,
    uuid: &str,
    transaction: &str,
) -> Value {
    let description = event_types::of(event.kind);
    let target = event.user.as_ref().and_then(|id| state.users.get(id));
    let group = event.group.as_ref().and_then(|id| state.groups.get(id));
    let owner = origin
        .token_owner
        .as_ref()
        .and_then(|id| state.users.get(id));
    let app_of = |id: &Option<String>| id.as_ref().and_then(|id| state.oauth.apps.get(id));
    let app = app_of(&event.app);
    let actor = if event.by_app {
        app.map(client_app)
    } else if event.by_target {
        target.map(user)
    } else {
        owner
            .map(user)
            .or_else(|| app_of(&origin.client_id).map(client_app))
    };
    let aimed_at = app.filter(|_| !event.by_app);
    let severity = match event.failure {
        None => description.severity.0,
        Some(_) => description.severity.1,
    };
    let mut json = json!({
        "uuid": uuid,
        "published": milliseconds(published),
        "eventType": event.kind,
        "version": "0",
        "severity": severity,
        "displayMessage": description.display_message,
        "actor": actor.unwrap_or_else(system),
        "client": client(origin),
        "outcome": outcome(event.failure),
        "target": targets(target, group, aimed_at),
        "transaction": transaction_of(origin, transaction),
        "debugContext": { "debugData": debug_data(origin) },
        "authenticationContext": {
            "authenticationStep": 0,
            "externalSessionId": if event.by_target { "unknown" } else { "trs" },
        },
        "securityContext": {
            "asNumber": null, "asOrg": null, "isp": null, "domain": null, "isProxy": null
        },
        "request": { "ipChain": ip_chain(origin) },
    });
    if let Some(legacy) = description.legacy {
        json["legacyEventType"] = json!(legacy);
    }
    json
}

fn user(user: &User) -> Value {
    json!({
        "id": user.id,
        "type": "User",
        "alternateId": user.login(),
        "displayName": user.display_name(),
    })
}

/// An app that acts.
fn client_app(app: &App) -> Value {
    json!({
        "id": app.client_id,
        "type": "PublicClientApp",
        "alternateId": app.client_id,
        "displayName": app.label,
    })
}

fn system() -> Value {
    json!({
        "id": "00ok2m4v7dExaMpLe5d7",
        "type": "SystemPrincipal",
        "alternateId": "system@okta.com",
        "displayName": "Okta System",
    })
}

fn targets(target: Option<&User>, group: Option<&Group>, app: Option<&App>) -> Value {
    let app = app.map(|app| {
        json!({
            "id": app.client_id,
            "type": "AppInstance",
            "alternateId": app.label,
            "displayName": app.label,
        })
    });
    let group = group.map(|group| {
        json!({
            "id": group.id,
            "type": "UserGroup",
            "alternateId": "unknown",
            "displayName": group.name(),
        })
    });
    Value::Array(
        target
            .map(user)
            .into_iter()
            .chain(group)
            .chain(app)
            .collect(),
    )
}

fn client(origin: &Origin) -> Value {
    let mut client = json!({ "zone": "null", "device": "Unknown" });
    if !origin.user_agent.is_empty() {
        client["userAgent"] =
            json!({ "rawUserAgent": origin.user_agent, "os": "Unknown", "browser": "UNKNOWN" });
    }
    if !origin.address.is_empty() {
        client["ipAddress"] = json!(origin.address);
    }
    client
}

fn outcome(failure: Option<&str>) -> Value {
    match failure {
        None => json!({ "result": "SUCCESS" }),
        Some(reason) => json!({ "result": "FAILURE", "reason": reason }),
    }
}

fn transaction_of(origin: &Origin, id: &str) -> Value {
    let kind = if origin.request_id.is_empty() {
        "JOB"
    } else {
        "WEB"
    };
    let detail = match &origin.token_id {
        Some(token) => json!({ "requestApiTokenId": token }),
        None => json!({}),
    };
    json!({ "type": kind, "id": id, "detail": detail })
}

fn debug_data(origin: &Origin) -> Value {
    let mut data = Map::new();
    if !origin.request_id.is_empty() {
        let path = origin.uri.split('?').next().unwrap_or_default();
        data.insert("requestId".to_owned(), json!(origin.request_id));
        data.insert("requestUri".to_owned(), json!(path));
        data.insert("url".to_owned(), json!(origin.uri));
    }
    Value::Object(data)
}

fn ip_chain(origin: &Origin) -> Value {
    if origin.address.is_empty() {
        return json!([]);
    }
    let version = if origin.address.contains(':') {
        "V6"
    } else {
        "V4"
    };
    json!([{ "ip": origin.address, "version": version }])
}
