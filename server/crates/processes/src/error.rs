use latchkey_domain::{StoreError, WrongState};
use latchkey_jobs::JobError;
use latchkey_mail::MailError;

/// Why the engine could not do a step. What a person did wrong is no error but an outcome.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The database did not do its part; nothing was changed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// The configuration names a process or credential store that is not there.
    #[error("no {what} named {alias}")]
    NotConfigured {
        /// `process` or `credential store`.
        what: &'static str,
        /// Its alias.
        alias: String,
    },
    /// Our own bookkeeping contradicts itself.
    #[error(transparent)]
    State(#[from] WrongState),
    /// No work could be made for a browser.
    #[error("no proof of work could be made")]
    Work(#[source] altcha::Error),
    /// A step ended without finishing.
    #[error("the step was interrupted")]
    Interrupted,
}

/// What a mail error means for a job.
pub(crate) fn mail_error(error: MailError) -> JobError {
    match error {
        MailError::Temporary(_) => JobError::retry(error),
        MailError::Permanent(_) => JobError::fail(error),
    }
}

/// What an engine error means for a job: everything may look different at the next try.
pub(crate) fn job_error(error: EngineError) -> JobError {
    match error {
        EngineError::NotConfigured { .. } | EngineError::State(_) | EngineError::Work(_) => {
            JobError::fail(error)
        }
        EngineError::Store(_) | EngineError::Interrupted => JobError::retry(error),
    }
}
