//! The reset, step by step, over a real database and a directory whose answers the tests script.

mod code;
mod directory;
mod harness;
mod identify;
mod mailbox;
mod password;
mod settle;
