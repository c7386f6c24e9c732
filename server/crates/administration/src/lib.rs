//! What admins do: configure connections, credential stores and processes, and watch them work. Each
//! use case asks for the right it needs as a value, so that code without that right cannot call it.

mod administration;
mod error;
mod processes;

pub use administration::{Administration, Parts};
pub use error::AdministrationError;
pub use processes::{
    ProcessRemoved, ProcessSaved, ProcessSummary, ProcessView, Redirects, SaveProcess,
};
