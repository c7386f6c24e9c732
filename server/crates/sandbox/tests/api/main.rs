//! The simulated org over HTTP, as a client sees it.

#![expect(
    clippy::expect_used,
    clippy::unwrap_used,
    reason = "a test that panics has failed, which is what it is for"
)]

mod client;
mod credentials;
mod factors;
mod faults;
mod groups_and_roles;
mod lifecycle;
mod lockout;
mod logs;
mod oauth;
mod pages;
mod passwords;
mod policies;
mod rate_limits;
mod recordings;
mod rights;
mod transport;
mod users;
