//! Connections: outside systems by their alias, each as a ready client.
//!
//! Everything else names an alias only, so that moving from a test org to production changes one
//! place.

mod okta;

pub use okta::{ConnectionError, Connections, OktaConnection};
