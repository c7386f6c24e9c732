//! Watching the portal work: reports, live activity, requests, and what needs a person.

mod activity;
mod alert_recipients;
mod blocks;
mod connections;
mod dead_jobs;
mod export_report;
mod export_requests;
mod operations;
mod overview;
mod requests;
mod restores;
mod security_events;
mod send_alert;
mod watch_blocks;

pub use activity::AuditExcerpt;
pub use blocks::{BlockSummary, lift_block};
pub use connections::{ConnectionHealth, ConnectionState, ForbiddenCall, Integrations, RateLeft};
pub use dead_jobs::{DeadJob, DeadJobError, discard_jobs, retry_jobs};
pub use export_report::Report;
pub use latchkey_processes::Decision;
pub use operations::{DecisionError, MAX_REASON};
pub use overview::Overview;
pub use requests::{CodeFacts, RequestStory};
pub(crate) use send_alert::SendAlert;
pub use watch_blocks::BlockAlert;
pub(crate) use watch_blocks::WatchBlocks;
