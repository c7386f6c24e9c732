use crate::oidc::{OidcError, Refusal};
use jiff::Timestamp;
use latchkey_domain::StoreError;

/// Why nobody is signed in.
#[derive(Debug, thiserror::Error)]
pub enum NotSignedIn {
    /// What was shown proves nothing. Nobody is told what was wrong with it.
    #[error("the proof was refused")]
    Refused,
    /// The proof is right, but of a kind that is not enough for staff.
    #[error("the proof is not strong enough")]
    WeakProof,
    /// The person is known, and has no role here.
    #[error("the person has no role")]
    NoRole,
    /// Too many tries; not before this time.
    #[error("too many tries until {0}")]
    TooManyTries(Timestamp),
    /// There is no directory to sign in at, or it does not answer.
    #[error("the directory is unavailable")]
    Unavailable,
    /// The database did not do what was asked; nothing changed.
    #[error(transparent)]
    Store(#[from] StoreError),
}

impl From<OidcError> for NotSignedIn {
    fn from(error: OidcError) -> Self {
        match error {
            OidcError::Unavailable(reason) => {
                tracing::error!(reason, "the directory cannot sign anybody in");
                Self::Unavailable
            }
            OidcError::Refused(Refusal::WeakProof) => Self::WeakProof,
            OidcError::Refused(_) => Self::Refused,
        }
    }
}
