//! Faults and kills. After each one the invariants of `invariants.rs` are asserted: nothing is lost,
//! nothing happens twice, nothing hangs, no secret is left behind.
//!
//! `Installation` is the real binary in a process of its own, which can be killed; the whole-portal
//! tests' `Portal` is the same portal within the test, whose clock the test owns. README.md says which
//! test keeps which line of the fault matrix.
#![expect(clippy::expect_used, reason = "helpers of tests may panic")]

mod backup;
mod database;
mod harness;
mod invariants;
mod kills;
mod lifecycle;
mod mail;
mod network;
mod okta_answers;
mod power_cut;
mod process_table;
mod random_kills;
mod time;
mod tls;
#[expect(
    dead_code,
    unused_imports,
    reason = "the whole-portal tests use more of their harness than these"
)]
#[path = "../portal/harness/mod.rs"]
mod whole_portal;
