//! The one place calls leave the house: time limits, no redirects, capped answers, and no way to
//! reach a private address unless the operator allowed it.

mod client;
mod error;
mod request;
mod resolver;
mod response;
mod target;

pub use client::{Client, InvalidSettings, Settings};
pub use error::{Error, NotSent, Unclear};
pub use request::Request;
pub use response::Response;
