use latchkey_domain::{Actor, AuditEvent, AuditKind, Network, Request};
use serde_json::{Map, Value};

/// An audit event about a request, by the person at the browser.
pub(crate) fn by_visitor(kind: AuditKind, request: &Request, network: Network) -> AuditEvent {
    AuditEvent {
        actor: Actor::Visitor,
        network: Some(network.to_string()),
        ..by_portal(kind, request)
    }
}

/// An audit event about a request, by the portal itself.
pub(crate) fn by_portal(kind: AuditKind, request: &Request) -> AuditEvent {
    AuditEvent {
        kind,
        actor: Actor::Portal,
        subject: request.subject.as_ref().map(|subject| subject.id.clone()),
        request: Some(request.id),
        network: None,
        details: Map::new(),
    }
}

/// Adds a detail to an event.
pub(crate) trait WithDetail {
    /// The event with `name` = `value` added. Never a secret.
    fn with(self, name: &str, value: impl Into<Value>) -> Self;
}

impl WithDetail for AuditEvent {
    fn with(mut self, name: &str, value: impl Into<Value>) -> Self {
        self.details.insert(name.to_owned(), value.into());
        self
    }
}
