//! What admins do, on a real database.
#![expect(
    clippy::expect_used,
    reason = "a failed expectation is how a test fails"
)]

mod alerts;
mod audit_export;
mod audit_purge;
mod audit_tampering;
mod monitoring;
mod office;
mod retention;
