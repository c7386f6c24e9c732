//! What admins do, on a real database, with servers that stand in for Okta.

#![expect(
    clippy::expect_used,
    reason = "a failed expectation is how a test fails"
)]

#[path = "../outside/mod.rs"]
mod outside;

mod addresses;
mod alerts;
mod another_person;
mod audit_export;
mod audit_purge;
mod audit_tampering;
mod configuration_apply;
mod configuration_file;
mod configuration_variables;
mod connections;
mod credential_stores;
mod get_token;
mod harness;
mod monitoring;
mod office;
mod okta;
mod retention;
mod secrets;
mod setup_check;
