//! Signing staff in and out.

mod csrf;
pub(crate) mod flow;
pub(crate) mod local;
mod next;
mod refusals;
pub(crate) mod roles;
mod routes;
mod sessions;
pub(crate) mod sign_out;
mod staff;

pub(crate) use staff::{AVERY, CASEY, DREW, PAT, Person, SASHA, signing_in};
