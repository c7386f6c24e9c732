//! The pages as a browser without JavaScript meets them: real router, real engine, real database;
//! no directory behind it.
#![expect(
    clippy::expect_used,
    reason = "a test that cannot be set up has failed"
)]

mod document;
mod forms;
mod harness;
mod steps;
