//! The runner on a real database, with a clock that only the tests move.

#![expect(
    clippy::expect_used,
    reason = "a test ends where something unexpected happens"
)]

mod attempts;
mod bulk;
mod harness;
mod leases;
mod recurring;
mod renewal;
mod running;
mod scripted;
