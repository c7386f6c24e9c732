//! The calls, in the order of Okta's API tree.

pub mod credentials;
pub mod factors;
pub mod groups;
pub mod lifecycle;
pub mod policies;
mod roles;
pub mod scopes;
pub mod sessions;
pub mod users;

pub(crate) mod options;

pub use options::{RevokeSessions, SendEmail, Strict};
