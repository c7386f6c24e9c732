//! What admins do: configure connections, credential stores and processes, and watch them work. Each
//! use case asks for the right it needs as a value, so that code without that right cannot call it.

mod administration;
pub mod audit;
mod by;
mod error;
mod jobs;
pub mod monitoring;
mod retention;

pub use administration::{Administration, OktaClients, Parts};
pub use by::{By, Operator};
pub use error::AdministrationError;
pub use jobs::{handlers, recurring};
pub use retention::Retention;
