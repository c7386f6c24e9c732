//! Typed client of Okta's management API.
//!
//! [`Client`] reads like Okta's API tree: `client.lifecycle().unlock(&id)`. Reads return the value,
//! writes an [`Answer`] that keeps Okta's request id for the audit trail. A write whose effect is
//! unknown is [`Error::Unclear`]: read the state, then decide; the client never repeats it.

mod auth;
mod client;
mod error;
mod filter;
mod id;
mod models;
mod page;
mod rate_budget;
mod request;
pub mod resources;
mod response;
mod retry;

pub use auth::{Auth, InvalidToken};
pub use client::{Client, ClientSettings, InvalidSettings};
pub use error::{Error, Failure};
pub use filter::{Attribute, Filter, InvalidAttribute};
pub use id::{InvalidOktaId, OktaId};
pub use models::error::ApiError;
pub use models::group::{Group, GroupProfile, GroupType};
pub use models::policy::{Complexity, Lockout, PasswordAge, Policy, PolicyStatus};
pub use models::policy_rule::{Access, PolicyRule, RuleActions};
pub use models::role::{Role, RoleStatus};
pub use models::user::{
    Credentials, EmailAddress, EmailStatus, EmailType, Profile, Provider, ProviderType, User,
};
pub use page::{NextPage, Page, Pages};
pub use rate_budget::Priority;
pub use resources::{RevokeSessions, SendEmail, Strict, credentials, policies};
pub use response::Answer;
