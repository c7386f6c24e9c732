//! Signing staff in and out: one verb a file.

mod begin;
mod browser;
mod current;
mod error;
mod finish;
mod limits;
mod record;
mod roles;
mod screen;
mod service;
mod sign_out;

pub use browser::{Finding, StaffBrowser, Underway};
pub use error::NotSignedIn;
pub(crate) use finish::Proven;
pub(crate) use limits::Counted;
pub use roles::{Membership, RoleMap, RoleSource, RolesUnavailable};
pub use screen::PasswordScreen;
pub use service::{CounterKey, Directory, Parts, SignInService};
