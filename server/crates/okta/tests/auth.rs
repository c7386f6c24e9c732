//! How the client authenticates, against a server: what goes out, and what Okta's answers become.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

#[path = "auth/checks.rs"]
mod checks;
#[path = "auth/code_exchange.rs"]
mod code_exchange;
#[path = "auth/dpop.rs"]
mod dpop;
#[path = "auth/org.rs"]
mod org;
#[path = "auth/refresh_token.rs"]
mod refresh_token;
#[path = "auth/service_app.rs"]
mod service_app;
#[path = "auth/token_refusals.rs"]
mod token_refusals;

mod support;
