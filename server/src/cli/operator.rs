use latchkey_administration::Operator;
use latchkey_domain::{AuditEvent, AuditKind};
use serde_json::Value;

/// Who runs this command.
pub(super) fn operator() -> Operator {
    Operator {
        account: account(),
        // Who became the superuser; that account could have claimed anything here.
        sudo_user: std::env::var("SUDO_USER").ok(),
    }
}

/// An audit event about what somebody does at the command line.
pub(super) fn event<const N: usize>(kind: AuditKind, details: [(&str, Value); N]) -> AuditEvent {
    operator().event(kind, details)
}

/// The account this process runs under.
fn account() -> String {
    let id = uzers::get_current_uid();
    uzers::get_user_by_uid(id).map_or_else(
        || format!("uid {id}"),
        |user| user.name().to_string_lossy().into_owned(),
    )
}
