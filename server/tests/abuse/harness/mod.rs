//! The built binary in a process of its own, and who drives it.

mod browser;
mod crowd;
mod database;
mod mail;
mod patience;
mod people;
mod portal;
mod raw;
mod setup;
mod wire;

pub(crate) use browser::{Answer, Browser};
pub(crate) use crowd::{crowd, usually};
pub(crate) use database::{Database, Entry};
pub(crate) use mail::Mail;
pub(crate) use patience::Patience;
pub(crate) use people::{ALICE, BOB, CAROL, EVERY_KIND, PAUL, PURPOSES, Person, Purpose, QUINN};
pub(crate) use portal::Portal;
pub(crate) use raw::{Wait, exchange, status};
pub(crate) use setup::Setup;
pub(crate) use wire::Wire;
