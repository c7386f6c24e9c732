//! The one place calls leave the house: time limits, no redirects, capped answers, and no way to
//! reach a private address unless the operator allowed it.
//!
//! Nothing is repeated here: one [`Client::send`] is one request. Its [`Error`] says whether the server
//! may have acted, and whoever calls decides.
//!
//! - **Names** are looked up for every new connection. When the look-up fails or takes longer than two
//!   seconds, the name's last good addresses serve for up to 15 minutes; without any, the call fails
//!   with [`NotSent::Dns`]. Remembered addresses pass the same guard as fresh ones.
//! - **Connections** rest at most 30 seconds, shorter than Okta keeps them. A peer that vanished is
//!   noticed within 15 seconds, also on an unused connection. After a call that could not connect, broke
//!   or timed out, later calls start with new connections.
//! - **An egress proxy** is the only way out when there is one. Https goes through a tunnel (CONNECT).
//!   A proxy that is down ([`NotSent::Connect`]) or refuses ([`NotSent::ProxyRefused`]) fails the call,
//!   which then surely was not sent.

mod client;
mod error;
mod measure;
mod pool;
mod request;
mod resolver;
mod response;
mod settings;
mod target;
mod tls_failure;

pub use client::Client;
pub use error::{Error, NotSent, Unclear};
pub use request::Request;
pub use response::Response;
pub use settings::{InvalidSettings, Settings};
pub use target::is_allowed_target;
pub use tls_failure::TlsFailure;
