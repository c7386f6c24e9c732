use latchkey_credential_stores::{Failure, NoCredentialStore};
use latchkey_domain::{StoreError, WrongState};
use latchkey_jobs::JobError;
use latchkey_mail::MailError;

/// Why the engine could not do a step. What a person did wrong is no error but an outcome.
#[derive(Debug, thiserror::Error)]
pub enum EngineError {
    /// The database did not do its part; nothing was changed.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// A request names a process that is not there.
    #[error("no {what} named {alias}")]
    NotConfigured {
        /// `process`.
        what: &'static str,
        /// Its alias.
        alias: String,
    },
    /// There is no credential store to work with.
    #[error(transparent)]
    CredentialStore(#[from] NoCredentialStore),
    /// Our own bookkeeping contradicts itself.
    #[error(transparent)]
    State(#[from] WrongState),
    /// No work could be made for a browser.
    #[error("no proof of work could be made")]
    Work(#[source] altcha::Error),
    /// The rules leave no password that could be made.
    #[error("no password could be made that keeps the rules and is hard to guess")]
    NoPassword,
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
        EngineError::NotConfigured { .. }
        | EngineError::State(_)
        | EngineError::Work(_)
        | EngineError::NoPassword => JobError::fail(error),
        EngineError::Store(_)
        | EngineError::Interrupted
        | EngineError::CredentialStore(NoCredentialStore::Store(_)) => JobError::retry(error),
        EngineError::CredentialStore(_) => JobError::wait(error),
    }
}

/// What a failed call of a credential store means for a job. While nobody has put the credential right,
/// no try can work, and none is counted.
pub(crate) fn store_error(failure: Failure) -> JobError {
    if failure.needs_admin() {
        JobError::wait(failure)
    } else {
        JobError::retry(failure)
    }
}
