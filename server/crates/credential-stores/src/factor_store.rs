use crate::Failure;
use async_trait::async_trait;
use jiff::{SignedDuration, Timestamp};
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use std::net::IpAddr;

/// What people have already proved to a credential store, to be asked for again as a verification.
///
/// What a person can act on is an outcome; only what has nothing to do with them is a [`Failure`].
#[async_trait]
pub trait FactorStore: Send + Sync {
    /// The factors a person can use now. Tells no number, address or question: nobody has proved anything yet.
    ///
    /// # Errors
    /// [`Failure::UnknownPerson`], [`Failure::Unavailable`] or [`Failure::Refused`].
    async fn usable_factors(&self, person: &str) -> Result<Vec<UsableFactor>, Failure>;

    /// Sends a code, for a factor whose codes are sent ([`FactorKind::is_sent`]). Never repeated on its own.
    ///
    /// # Errors
    /// Any [`Failure`] but [`Failure::Password`]; [`Failure::Unclear`] means that one may be on its way.
    async fn send_code(
        &self,
        person: &str,
        factor: &FactorReference,
    ) -> Result<FactorAnswer<CodeDelivery>, Failure>;

    /// Checks a code, or the answer to a question.
    ///
    /// # Errors
    /// Any [`Failure`] but [`Failure::Password`]; [`Failure::Unclear`] means that the code may be used up.
    async fn check_code(
        &self,
        person: &str,
        factor: &FactorReference,
        typed: &SecretString,
    ) -> Result<FactorAnswer<CodeVerdict>, Failure>;

    /// Asks on the person's telephone, with a number to choose where the store can. `address` is where the
    /// person is, as far as known.
    ///
    /// # Errors
    /// Any [`Failure`] but [`Failure::Password`]; [`Failure::Unclear`] means that the telephone may ask, and its
    /// answer cannot be heard.
    async fn start_push(
        &self,
        person: &str,
        factor: &FactorReference,
        address: Option<IpAddr>,
    ) -> Result<FactorAnswer<PushStart>, Failure>;

    /// What became of a push so far.
    ///
    /// # Errors
    /// [`Failure::Unavailable`] or [`Failure::Refused`].
    async fn poll_push(
        &self,
        person: &str,
        factor: &FactorReference,
        transaction: &str,
    ) -> Result<PushState, Failure>;
}

/// What proves a person.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum FactorKind {
    /// A question on the telephone's screen.
    Push,
    /// The code an authenticator app shows.
    Totp,
    /// A code by text message.
    Sms,
    /// A code read out over the telephone.
    Call,
    /// A code the store sends by email.
    Email,
    /// The answer to a security question.
    Question,
}

impl FactorKind {
    /// Whether the store sends a code before it can check one.
    #[must_use]
    pub fn is_sent(self) -> bool {
        matches!(self, Self::Sms | Self::Call | Self::Email)
    }
}

/// Which factor of a person, as a request remembers it.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct FactorReference {
    /// What proves the person.
    pub kind: FactorKind,
    /// The store's id.
    pub id: String,
}

/// A factor that a person can use now.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UsableFactor {
    /// Which.
    pub factor: FactorReference,
    /// When it was enrolled or last changed; `None` when the store does not tell.
    pub changed_at: Option<Timestamp>,
}

impl UsableFactor {
    /// Whether it has stayed the same for at least this long. Whoever can change somebody's telephone number could
    /// otherwise prove to be them at once; so what has no time is taken for new.
    #[must_use]
    pub fn is_unchanged_for(&self, age: SignedDuration, now: Timestamp) -> bool {
        match self.changed_at {
            Some(changed_at) => now.duration_since(changed_at) >= age,
            None => age <= SignedDuration::ZERO,
        }
    }
}

/// An outcome, with what the audit trail keeps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FactorAnswer<T> {
    /// What it came to.
    pub outcome: T,
    /// The store's own id of the call; `None` when it gives none.
    pub request_id: Option<String>,
}

/// What became of a code to be sent.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeDelivery {
    /// It is on its way.
    Sent,
    /// One was sent moments ago, and counts.
    SentMomentsAgo,
    /// The person may not try for now, because of too many wrong codes.
    Locked,
    /// The factor is not there any more, or not in use.
    Gone,
    /// It could not be delivered.
    Undeliverable,
}

/// What a code or an answer is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CodeVerdict {
    /// It is right.
    Right,
    /// It is wrong.
    Wrong,
    /// It was used before: the app will show another.
    UsedBefore,
    /// It was right at another time: the app will show another.
    OutsideTimeWindow,
    /// It was sent too long ago.
    Expired,
    /// The person may not try for now, because of too many wrong codes.
    Locked,
    /// The factor is not there any more, or not in use.
    Gone,
}

/// What became of a push to be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PushStart {
    /// The telephone asks.
    Asking(AskingPush),
    /// The person may not try for now.
    Locked,
    /// The factor is not there any more, or not in use.
    Gone,
}

/// A push that waits for its answer.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AskingPush {
    /// What to poll.
    pub transaction: String,
    /// The number to show to the person, or to read out to them; `None` when the telephone asks for yes or no
    /// only, which proves less: a person may agree to what somebody else began.
    pub number: Option<u32>,
    /// When it ends unanswered; `None` when the store does not tell.
    pub expires_at: Option<Timestamp>,
}

/// How far a push is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PushState {
    /// Nobody has answered yet.
    Waiting,
    /// The person agreed, and chose the right number where there was one.
    Approved,
    /// The person refused, or chose a wrong number.
    Rejected,
    /// Nobody answered in time.
    TimedOut,
    /// It was called off, or the store knows nothing of it any more.
    Gone,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_changed_lately_or_at_an_unknown_time_does_not_count_as_unchanged() {
        let now: Timestamp = "2026-01-02T12:00:00Z".parse().expect("a time");
        let day = SignedDuration::from_hours(24);
        let changed = |text: Option<&str>| UsableFactor {
            factor: FactorReference {
                kind: FactorKind::Sms,
                id: "mbl1".into(),
            },
            changed_at: text.map(|text| text.parse().expect("a time")),
        };
        assert!(changed(Some("2026-01-01T12:00:00Z")).is_unchanged_for(day, now));
        assert!(!changed(Some("2026-01-01T12:00:01Z")).is_unchanged_for(day, now));
        assert!(!changed(Some("2026-01-03T12:00:00Z")).is_unchanged_for(day, now));
        assert!(!changed(None).is_unchanged_for(day, now));
        assert!(changed(None).is_unchanged_for(SignedDuration::ZERO, now));
    }
}
