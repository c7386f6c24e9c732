use async_trait::async_trait;
use latchkey_domain::{Job, StoreError};
use std::{error::Error, time::Duration};

/// Runs the jobs of one kind.
#[async_trait]
pub trait Handler: Send + Sync {
    /// The kind; stands in the database, so it never changes.
    fn kind(&self) -> &'static str;

    /// Does the work. It may have been done before, wholly or in part: a node can die between the
    /// effect and the note of it. The future is dropped when its time is up, and when the lease is
    /// lost, which is renewed meanwhile.
    ///
    /// # Errors
    /// [`JobError`], which says whether trying again can help.
    async fn run(&self, job: &Job) -> Result<(), JobError>;

    /// Whether queued jobs of this kind may simply run when they come from a restored backup, though
    /// they may have been done since: because it looks first, and repeats no effect. Others are held
    /// back for a person.
    fn outlives_restore(&self) -> bool {
        false
    }

    /// Whether nobody waits for it. Such jobs run a few at a time, and only when no other is due.
    fn is_bulk(&self) -> bool {
        false
    }

    /// How long one attempt may take. Enough for a few calls to a directory and one to a mail server
    /// that thinks about each command, unless a handler says otherwise.
    fn time_limit(&self) -> Duration {
        Duration::from_mins(1)
    }
}

/// Why a job failed, and what follows. The messages of the cause and of its causes are kept with
/// the job for a person to read: they must hold no secret and no personal data.
#[derive(Debug, thiserror::Error)]
pub enum JobError {
    /// Trying again later can help.
    #[error("try again")]
    Retry(#[source] Box<dyn Error + Send + Sync>),
    /// Nothing can work before somebody puts it right: the attempt does not count, and the job is tried
    /// again until they did.
    #[error("wait until somebody has put it right")]
    Wait(#[source] Box<dyn Error + Send + Sync>),
    /// Trying again cannot help; a person has to look.
    #[error("failed for good")]
    Fail(#[source] Box<dyn Error + Send + Sync>),
}

impl JobError {
    /// Trying again later can help.
    pub fn retry(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Retry(cause.into())
    }

    /// Nothing can work before somebody puts it right.
    pub fn wait(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Wait(cause.into())
    }

    /// Trying again cannot help.
    pub fn fail(cause: impl Into<Box<dyn Error + Send + Sync>>) -> Self {
        Self::Fail(cause.into())
    }

    /// The messages of the cause and its causes in one line.
    pub(crate) fn reason(&self) -> String {
        let (Self::Retry(cause) | Self::Wait(cause) | Self::Fail(cause)) = self;
        let mut reason = cause.to_string();
        let mut deeper = cause.source();
        while let Some(cause) = deeper {
            reason.push_str(": ");
            reason.push_str(&cause.to_string());
            deeper = cause.source();
        }
        let line = reason.chars().map(|c| if c.is_control() { ' ' } else { c });
        line.take(LONGEST_REASON).collect()
    }
}

/// Enough for a person, and no way to fill the database with an error.
const LONGEST_REASON: usize = 500;

impl From<StoreError> for JobError {
    /// The database comes back; data that no version wrote stays unreadable.
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Unavailable(_) => Self::retry(error),
            StoreError::Inconsistent { .. } | StoreError::Missing(_) => Self::fail(error),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("the mail could not be sent")]
    struct Outer(#[source] std::io::Error);

    #[test]
    fn the_reason_names_every_cause_in_one_line() {
        let error = JobError::retry(Outer(std::io::Error::other("line one\nline two")));
        assert_eq!(
            error.reason(),
            "the mail could not be sent: line one line two"
        );
    }

    #[test]
    fn a_long_reason_is_cut_between_characters() {
        assert_eq!(JobError::fail("é".repeat(10_000)).reason(), "é".repeat(500));
    }

    #[test]
    fn a_database_that_is_away_is_tried_again_and_unreadable_data_is_not() {
        let away = JobError::from(StoreError::Unavailable("down".into()));
        assert!(matches!(away, JobError::Retry(_)), "{away:?}");
        let unreadable = JobError::from(StoreError::Inconsistent {
            table: "requests",
            column: "state",
        });
        assert!(matches!(unreadable, JobError::Fail(_)), "{unreadable:?}");
    }
}
