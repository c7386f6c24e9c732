//! What the audit trail says about signing in.

use latchkey_domain::{Actor, AuditEvent, AuditKind, Network, Principal, SignIn};
use serde_json::{Map, Value, json};

/// An event by somebody who is signed in, or by the portal about them when no network is given.
pub(crate) fn of_staff<const N: usize>(
    kind: AuditKind,
    sign_in: &SignIn,
    network: Option<Network>,
    details: [(&str, Value); N],
) -> AuditEvent {
    let SignIn {
        id,
        principal,
        name,
        roles,
        ..
    } = sign_in;
    let staff = json!({ "name": name, "issuer": principal.issuer, "subject": principal.subject,
        "sign_in": id, "roles": roles });
    let mut details = named(details);
    details.insert("staff".to_owned(), staff);
    AuditEvent {
        kind,
        actor: network.map_or(Actor::Portal, |_| Actor::Staff),
        subject: None,
        request: None,
        network: network.map(|network| network.to_string()),
        details,
    }
}

/// An event by somebody who is not signed in.
pub(crate) fn of_visitor<const N: usize>(
    kind: AuditKind,
    network: Network,
    details: [(&str, Value); N],
) -> AuditEvent {
    AuditEvent {
        kind,
        actor: Actor::Visitor,
        subject: None,
        request: None,
        network: Some(network.to_string()),
        details: named(details),
    }
}

/// Whom an event is about, when that is known.
pub(crate) fn who(principal: &Principal) -> Value {
    json!({ "issuer": principal.issuer, "subject": principal.subject })
}

fn named<const N: usize>(details: [(&str, Value); N]) -> Map<String, Value> {
    Map::from_iter(details.map(|(name, value)| (name.to_owned(), value)))
}
