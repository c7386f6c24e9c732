//! What admins do: configure connections, credential stores and processes, and watch them work. Each
//! use case asks for the right it needs as a value, so that code without that right cannot call it.

mod administration;
pub mod audit;
mod by;
mod changed_by;
mod configuration_file;
pub mod connections;
pub mod credential_stores;
mod error;
mod export;
mod jobs;
pub mod monitoring;
pub mod processes;
mod retention;

pub use administration::{Administration, Parts};
pub use by::{By, Operator};
pub use configuration_file::{
    Applied, ConfigurationPlan, FileConfiguration, FileConnection, FileObjects, ObjectChange,
    apply_configuration, apply_file, plan_configuration,
};
pub use error::AdministrationError;
pub use export::{Export, ExportError};
pub use jobs::{handlers, recurring};
pub use retention::Retention;
