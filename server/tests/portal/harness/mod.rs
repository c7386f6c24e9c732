//! A portal to test against, and a browser to do it with.

mod browser;
mod directory;
mod faults;
mod logs;
pub(crate) mod mailbox;
mod portal;
mod postgres;

pub(crate) use browser::{Answer, Browser};
pub(crate) use directory::Directory;
pub(crate) use faults::Fault;
pub(crate) use logs::captured_logs;
pub(crate) use mailbox::Mail;
pub(crate) use portal::{Portal, Setup};
pub(crate) use postgres::on_postgres;
