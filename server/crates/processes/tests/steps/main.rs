//! The steps of a request over a real database and a directory whose answers the tests script.

#![expect(
    clippy::expect_used,
    reason = "a broken test set-up should stop the test"
)]

mod change;
mod code;
mod directory;
mod every_proof;
mod file;
mod harness;
mod identify;
mod languages;
mod mailbox;
mod old_proof;
mod own_limits;
mod password;
mod settle;
mod several;
mod starts;
mod unlock;
mod work;
mod wrong_codes;
