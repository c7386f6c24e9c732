//! Leaked passwords, as a filter small enough to keep in memory.

mod digest;
mod file;
mod filter;
mod import;
mod lines;
mod most_frequent;

pub(crate) use digest::Sha1Digest;
pub use file::OpenError;
pub use filter::{BreachedFilter, FilterKind, NotBuilt};
pub use import::{ImportError, ImportOptions, ImportReport, LineForm, import};
