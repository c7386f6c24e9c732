//! The database behind the domain's ports.
//!
//! Every statement is written once, for every database: columns are `BIGINT` or `TEXT`, times are
//! Unix milliseconds, placeholders are `$1`. What differs between databases stands in `dialect`
//! and in the folder of its migrations; how each is reached, in `sqlite` and `postgres`.

mod applied_objects;
mod audit;
mod audit_check;
mod audit_checkpoints;
mod audit_search;
mod backup;
mod blocks;
mod challenges;
mod conditions;
mod configuration;
mod connections;
mod counters;
mod credential_stores;
mod data_keys;
mod database_file;
mod desk_cases;
mod dialect;
mod durability;
mod earlier_passwords;
mod error;
mod folder_lock;
mod installation;
mod job_records;
mod jobs;
mod local_administrators;
mod made_passwords;
mod open;
mod operations;
mod pool;
mod postgres;
mod processes;
mod reminders;
mod reports;
mod request_progress;
mod request_records;
mod requests;
mod restore;
mod restores;
mod row;
mod sessions;
mod sign_ins;
mod sqlite;
mod transaction;
mod versioned;

pub use backup::BackupError;
pub use database_file::{DatabaseFacts, UnusableFile};
pub use durability::WriteMode;
pub use error::OpenError;
pub use open::SqlStore;
pub use restore::{Before, Restoration, RestoreError};
