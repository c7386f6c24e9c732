//! The audit trail: searching it, taking it away, proving it whole, and giving up its oldest records.

mod cell;
mod export;
mod purge;
mod search;
mod stride;
mod verify;

pub use cell::{safe_cell, unsafe_cell};
pub use export::{ExportFormat, export_audit};
pub use purge::{Purged, purge_audit};
pub use verify::{Progress, TrailError, TrailFault, Verified, verify_audit};
