use crate::{Digest, Process};
use jiff::{SignedDuration, Timestamp};
use latchkey_values::{ChallengeId, RequestId};

/// One issued code of a request. A new one replaces it, so an old code is dead at once.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Challenge {
    /// Its id; a mail job for another id is out of date.
    pub id: ChallengeId,
    /// The request it belongs to.
    pub request: RequestId,
    /// Keyed hash of the code; `None` until a mail was prepared, and for good in a decoy.
    pub digest: Option<Digest>,
    /// Tries left.
    pub attempts_left: u32,
    /// When it was asked for.
    pub issued_at: Timestamp,
    /// When it stops being valid.
    pub expires_at: Timestamp,
}

/// Why no code can be tried any more.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ChallengeOver {
    /// Its time is up.
    #[error("the code has expired")]
    Expired,
    /// Too many wrong codes.
    #[error("no tries are left")]
    NoAttemptsLeft,
}

impl Challenge {
    /// A new challenge; its code is made when the mail is sent.
    #[must_use]
    pub fn new(id: ChallengeId, request: RequestId, process: &Process, now: Timestamp) -> Self {
        Self {
            id,
            request,
            digest: None,
            attempts_left: process.code_attempts,
            issued_at: now,
            expires_at: now + SignedDuration::from_mins(i64::from(process.code_minutes)),
        }
    }

    /// Takes one try. The caller compares afterwards, so that a crash cannot give a free guess.
    ///
    /// # Errors
    /// [`ChallengeOver`] when no try is left to take.
    pub fn take_attempt(&mut self, now: Timestamp) -> Result<(), ChallengeOver> {
        if self.is_expired(now) {
            return Err(ChallengeOver::Expired);
        }
        self.attempts_left = self
            .attempts_left
            .checked_sub(1)
            .ok_or(ChallengeOver::NoAttemptsLeft)?;
        Ok(())
    }

    /// Fails closed: a challenge from the future is as expired as one from the past.
    #[must_use]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now >= self.expires_at || now + SignedDuration::from_mins(1) < self.issued_at
    }
}
