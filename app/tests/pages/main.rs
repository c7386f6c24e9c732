//! The pages as a browser without JavaScript meets them: real router, real engine, real database;
//! a scripted directory behind it.
#![expect(
    clippy::expect_used,
    reason = "a test that cannot be set up has failed"
)]

mod change;
mod directory;
mod document;
mod forms;
mod harness;
mod setup;
mod steps;
mod unlock;
