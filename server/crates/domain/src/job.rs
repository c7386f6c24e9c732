use jiff::Timestamp;
use latchkey_values::JobId;
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Work to queue, in the transaction that makes it necessary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewJob {
    /// Its id.
    pub id: JobId,
    /// Which handler runs it. Stays readable by later versions: never rename one.
    pub kind: &'static str,
    /// What the handler needs; ids, never secrets.
    pub payload: Value,
    /// Not before this time.
    pub run_at: Timestamp,
}

/// A queued job as a worker holds it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Job {
    /// Its id.
    pub id: JobId,
    /// Which handler runs it.
    pub kind: String,
    /// What the handler needs.
    pub payload: Value,
    /// How often it was started, this time included.
    pub attempts: u32,
    /// How many of those were before a person had the dead job tried again.
    pub forgiven: u32,
    /// Proof that this worker holds the lease.
    pub lease: LeaseToken,
}

impl Job {
    /// The attempts that count when it is decided whether to try again.
    #[must_use]
    pub fn counted_attempts(&self) -> u32 {
        self.attempts.saturating_sub(self.forgiven)
    }
}

/// A job as the people who look after the portal see it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct JobRecord {
    /// Its id.
    pub id: JobId,
    /// Which handler runs it.
    pub kind: String,
    /// What the handler needs.
    pub payload: Value,
    /// Where it stands.
    pub state: JobState,
    /// Not before this time.
    pub run_at: Timestamp,
    /// How often it was started.
    pub attempts: u32,
    /// Until when a worker holds it; `None` when none does.
    pub leased_until: Option<Timestamp>,
    /// Why it failed the last time; `None` when it never did.
    pub last_error: Option<String>,
}

/// A fencing token: grows with every claim of a job, so that a worker that lost its lease cannot
/// finish the job of its successor.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LeaseToken(pub i64);

/// Where a job stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum JobState {
    /// Waiting for its time or a worker.
    Queued,
    /// Failed for good; kept for a person to look at.
    Dead,
}
