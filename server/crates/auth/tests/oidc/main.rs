//! Signing in at a directory that a test plays: over HTTP, with tokens to the byte.
#![expect(
    clippy::expect_used,
    reason = "a failed expectation is how a test fails"
)]

mod corpus;
mod flow;
mod issuer;
mod keys;
