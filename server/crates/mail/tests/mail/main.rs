//! Letters as people and mail servers get them.

#![expect(
    clippy::expect_used,
    reason = "a test ends where something unexpected happens"
)]

mod file_transport;
mod harness;
mod headers;
mod languages;
mod letters;
mod smtp_server;
mod smtp_transport;
