//! Latchkey's server: configuration, command line, the composition of all parts, and the edge
//! between the network and the pages.

pub mod cli;
pub mod config;
pub mod metrics;
pub mod startup;

mod edge;
mod http;
mod logging;
mod router;
mod sign_in;
mod site;
mod state;
mod steady_clock;

pub use sign_in::SIGN_IN_FORMS;
pub use site::{Site, SiteError};
