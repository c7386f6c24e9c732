//! The steps of a request over a real database and a directory whose answers the tests script.

#![expect(
    clippy::expect_used,
    reason = "a broken test set-up should stop the test"
)]

mod agents;
mod change;
mod code;
mod desk_actions;
mod desk_handover;
mod desk_limits;
mod desk_proof;
mod desk_protection;
mod desk_walks;
mod directory;
mod earlier;
mod every_proof;
mod file;
mod harness;
mod identify;
mod languages;
mod made;
mod mailbox;
mod old_proof;
mod own_limits;
mod password;
mod people;
mod reminders;
mod settle;
mod several;
mod starts;
mod unlock;
mod work;
mod wrong_codes;
