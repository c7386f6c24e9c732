use crate::{Failure, failure::is_about_credential};
use latchkey_okta::Error;

/// What an error of a read means.
pub(super) fn of_read(error: Error) -> Failure {
    match error {
        Error::Okta(_) if !is_about_credential(&error) => Failure::Refused(error),
        _ => Failure::Unavailable(error),
    }
}

/// What an error of a write means: whether it may have happened is what matters.
pub(super) fn of_write(error: Error) -> Failure {
    if !error.outcome_known() {
        return Failure::Unclear(error);
    }
    match error {
        Error::Okta(_) if !is_about_credential(&error) => Failure::Refused(error),
        _ => Failure::Unavailable(error),
    }
}
