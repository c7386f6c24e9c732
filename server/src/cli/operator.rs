use latchkey_domain::{Actor, AuditEvent, AuditKind};
use serde_json::{Map, Value};

/// An audit event about what somebody does at the command line.
pub(super) fn event<const N: usize>(kind: AuditKind, details: [(&str, Value); N]) -> AuditEvent {
    let mut details = Map::from_iter(details.map(|(name, value)| (name.to_owned(), value)));
    name_operator(&mut details);
    AuditEvent {
        kind,
        actor: Actor::Operator,
        subject: None,
        request: None,
        network: None,
        details,
    }
}

fn name_operator(details: &mut Map<String, Value>) {
    details.insert("operator".to_owned(), account().into());
    // Who became the superuser; that account could have claimed anything here.
    if let Ok(name) = std::env::var("SUDO_USER") {
        details.insert("sudo_user".to_owned(), name.into());
    }
}

/// The account this process runs under.
fn account() -> String {
    let id = uzers::get_current_uid();
    uzers::get_user_by_uid(id).map_or_else(
        || format!("uid {id}"),
        |user| user.name().to_string_lossy().into_owned(),
    )
}
