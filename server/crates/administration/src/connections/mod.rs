//! Connections, as admins see and change them. No secret ever leaves here.

mod generate_key;
mod get_token;
mod list;
mod proposal;
mod remove;
mod save;
mod set_secret;

pub use generate_key::KeyMade;
pub use get_token::{GotToken, TokenAnswer, TokenQuestion};
pub use list::ConnectionView;
pub use proposal::{ConnectionFault, ConnectionInput};
pub use remove::ConnectionRemoval;
pub use save::ConnectionSaved;
pub use set_secret::SecretSet;

pub(crate) use proposal::{Judged, Proposal, keeps_secrets};

use crate::Administration;
use latchkey_auth::access::{EditConnections, Granted};
use latchkey_domain::{AuditEvent, AuditKind, SecretField};
use latchkey_values::Alias;
use serde_json::json;

impl Administration {
    /// Lets this node use what was just changed; others follow by themselves.
    pub(crate) async fn follow_change(&self) {
        if let Err(error) = self.connections.look_now().await {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "a change takes effect a little later");
        }
    }
}

/// What happened to a secret, for the audit trail.
fn secret_event(
    granted: &Granted<EditConnections>,
    alias: &Alias,
    field: SecretField,
    change: &str,
) -> AuditEvent {
    granted.event(
        AuditKind::ConnectionSecretChanged,
        [
            ("connection", json!(alias)),
            ("secret", json!(field)),
            ("change", json!(change)),
        ],
    )
}
