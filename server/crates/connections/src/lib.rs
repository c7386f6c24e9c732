//! Connections: outside systems by their alias, each as a ready client.
//!
//! Everything else names an alias only, so that moving from a test org to production changes one
//! place. Connections stand in the database, their secrets sealed; a change takes effect on every node
//! within [`LOOK_AGAIN_AFTER`], without a restart.

mod auth;
mod connections;
mod consent;
mod okta_client;
mod org_url;
mod vault;
mod watched;

pub use auth::{Secrets, app_registration};
pub use connections::{Connections, Unusable, way_out};
pub use latchkey_okta::Auth;

pub use consent::{Consent, consent_address};
pub use okta_client::{OktaConnection, UnusableConnection, okta_client};
pub use org_url::{InvalidOrgUrl, check_org_url};
pub use vault::{Vault, VaultError, connection_owner};
pub use watched::{LOOK_AGAIN_AFTER, Make, Watched};
