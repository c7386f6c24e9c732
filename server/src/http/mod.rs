//! Connections: accepting them, timing them, letting them go.
//!
//! Plain HTTP/1.1 for now. The portal stands behind loopback or a named proxy; a TLS acceptor would
//! stand between [`accept`] and [`connection`].

mod accept;
mod connection;
mod timeouts;

pub(crate) use accept::{Acceptor, Peers};
pub(crate) use connection::PeerAddress;
pub(crate) use timeouts::Timeouts;
