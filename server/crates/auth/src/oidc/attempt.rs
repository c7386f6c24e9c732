use jiff::{SignedDuration, Timestamp};
use serde::{Deserialize, Serialize};
use std::fmt;
use subtle::ConstantTimeEq as _;

/// A sign-in that began and waits for the browser to come back. It is kept on the server, in the
/// session of the browser that began it, so that no other browser can end it. `Debug` shows no secret.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Attempt {
    pub(super) state: String,
    pub(super) nonce: String,
    pub(super) verifier: String,
    /// When it began.
    pub(super) begun_at: Timestamp,
    /// Whether the person has to prove who they are now, however long they are signed in at the
    /// directory.
    pub(super) is_fresh: bool,
}

/// What the directory sends back with the browser.
#[derive(Clone, Default, PartialEq, Eq, Deserialize)]
pub struct Returned {
    /// The code to exchange; `None` when the directory refused.
    pub code: Option<String>,
    /// What the attempt is known again by.
    pub state: Option<String>,
    /// Why the directory refused.
    pub error: Option<String>,
    /// Who says all this (RFC 9207); not every directory tells.
    pub iss: Option<String>,
}

impl Attempt {
    /// Long enough to find a phone; a page left open overnight begins anew.
    const LIFETIME: SignedDuration = SignedDuration::from_mins(10);

    /// Whether it asked for a fresh proof.
    #[must_use]
    pub fn is_fresh(&self) -> bool {
        self.is_fresh
    }

    /// Whether `returned` is the answer to this attempt.
    pub(crate) fn is_known_to(&self, returned: &Returned) -> bool {
        let state = returned.state.as_deref().unwrap_or_default();
        state.as_bytes().ct_eq(self.state.as_bytes()).into()
    }

    /// Whether it is, and in time.
    pub(super) fn is_answered_by(&self, returned: &Returned, now: Timestamp) -> bool {
        let age = now.duration_since(self.begun_at);
        !age.is_negative() && age < Self::LIFETIME && self.is_known_to(returned)
    }
}

impl fmt::Debug for Attempt {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Attempt")
            .field("begun_at", &self.begun_at)
            .field("is_fresh", &self.is_fresh)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for Returned {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("Returned")
            .field("has_code", &self.code.is_some())
            .field("error", &self.error)
            .finish_non_exhaustive()
    }
}
