//! Who is signed in, against a real database and a directory that a test plays.
#![expect(
    clippy::expect_used,
    reason = "a failed expectation is how a test fails"
)]

mod harness;
mod invitation;
mod local;
mod roles;
