//! What admins do with processes, over a real database.

#![expect(
    clippy::expect_used,
    reason = "a broken test set-up should stop the test"
)]

#[path = "../outside/mod.rs"]
mod outside;

mod house;
mod mails;
mod saving;
mod switching;
mod trying;
mod viewing;
