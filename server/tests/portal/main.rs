//! Whole-portal tests: the real router over HTTP, a database on disk, the simulated Okta org, mail
//! as files, and a clock that stands still. Names begin with the item of the security requirements
//! they are about, where there is one. The folders mirror the addresses.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod edge;
mod harness;
mod reset;
