//! Connections: accepting them, encrypting them, timing them, letting them go.
//!
//! HTTP/1.1, either within TLS of our own or plainly, behind loopback or a named proxy that ends TLS.

mod accept;
mod certificate;
mod connection;
mod places;
mod timeouts;
mod tls;

pub(crate) use accept::{Acceptor, Peers};
pub(crate) use certificate::CertificateError;
pub use certificate::CertificateFiles;
pub(crate) use connection::PeerAddress;
pub(crate) use timeouts::Timeouts;
pub(crate) use tls::Tls;
