//! The database behind the domain's ports.
//!
//! Every statement is written once, for every database: columns are `BIGINT` or `TEXT`, times are
//! Unix milliseconds, placeholders are `$1`. What differs between databases stands in `dialect`
//! and in the folder of its migrations; how each is reached, in `sqlite` and `postgres`.

mod audit;
mod audit_check;
mod blocks;
mod challenges;
mod counters;
mod dialect;
mod error;
mod installation;
mod job_records;
mod jobs;
mod open;
mod operations;
mod pool;
mod postgres;
mod processes;
mod requests;
mod row;
mod sessions;
mod sqlite;
mod transaction;

pub use error::OpenError;
pub use open::SqlStore;
