//! Runs the durable queue: work that was committed together with the state that made it necessary.
//!
//! A job is claimed with a lease, which is renewed while the job runs, and a fencing token. So a node
//! that dies loses nothing (the lease runs out and another takes the job) and one that merely slept
//! too long spoils nothing (its token is out of date). A job may therefore run more than once: handlers must notice what is done.

mod attempt;
mod backoff;
mod handler;
mod lease;
mod recurring;
mod runner;
mod settings;
mod wake;

pub use handler::{Handler, JobError};
pub use recurring::Recurring;
pub use runner::Runner;
pub use settings::RunnerSettings;
pub use wake::Wake;
