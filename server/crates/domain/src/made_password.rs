use crate::Digest;
use jiff::{SignedDuration, Timestamp};
use latchkey_values::{OperationId, RequestId};
use std::fmt;

/// A password that the portal made, sealed, until it is shown. `Debug` does not show it.
#[derive(Clone, PartialEq, Eq)]
pub struct MadePassword {
    /// The request it is for. One request has one at most.
    pub request: RequestId,
    /// The effect that sets it.
    pub operation: OperationId,
    /// The password, sealed.
    pub sealed: String,
    /// What the mailed link it was made behind bears; `None` when it was made in the browser that
    /// proved who the person is. Only that side may see it.
    pub link: Option<Digest>,
    /// Until when it can be shown.
    pub expires_at: Timestamp,
}

impl fmt::Debug for MadePassword {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter
            .debug_struct("MadePassword")
            .field("request", &self.request)
            .field("operation", &self.operation)
            .field("expires_at", &self.expires_at)
            .finish_non_exhaustive()
    }
}

/// A mailed link behind which a password is made. One request has one at most; a newer one kills it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasswordLink {
    /// The request whose proof it stands for.
    pub request: RequestId,
    /// The digest of its token; `None` until the mail is made.
    pub digest: Option<Digest>,
    /// Which of the request's links it is, from 1 on: a job mails the one it was queued for.
    pub number: u32,
    /// When it was asked for.
    pub asked_at: Timestamp,
    /// When it ends.
    pub expires_at: Timestamp,
}

impl PasswordLink {
    /// The digest of a link's token, which nobody can guess.
    #[must_use]
    pub fn digest_of(token: &str) -> Digest {
        Digest::of_text(&format!("password link {token}"))
    }

    /// The link that comes after `before` in a request, ending `minutes` from `now`.
    #[must_use]
    pub fn next(request: RequestId, before: Option<&Self>, minutes: u32, now: Timestamp) -> Self {
        Self {
            request,
            digest: None,
            number: before.map_or(0, |link| link.number) + 1,
            asked_at: now,
            expires_at: now + SignedDuration::from_mins(i64::from(minutes)),
        }
    }

    /// Whether it works at `now`.
    #[must_use]
    pub fn works(&self, now: Timestamp) -> bool {
        self.digest.is_some() && now < self.expires_at
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::{SeededEntropy, TestClock};
    use latchkey_values::Clock as _;

    #[test]
    fn a_link_works_from_its_mail_to_its_end() {
        let clock = TestClock::default();
        let request = RequestId::new(&clock, &SeededEntropy::new(1));
        let mut link = PasswordLink::next(request, None, 10, clock.now());
        assert_eq!(link.number, 1);
        assert!(!link.works(clock.now()), "it has no token yet");
        link.digest = Some(PasswordLink::digest_of("token"));
        assert!(link.works(clock.now()));
        assert!(!link.works(link.expires_at));
        let next = PasswordLink::next(request, Some(&link), 10, clock.now());
        assert_eq!((next.number, next.digest), (2, None));
    }

    #[test]
    fn debug_output_shows_nothing_of_the_password() {
        let clock = TestClock::default();
        let entropy = SeededEntropy::new(1);
        let made = MadePassword {
            request: RequestId::new(&clock, &entropy),
            operation: OperationId::new(&clock, &entropy),
            sealed: "s1.secret".into(),
            link: None,
            expires_at: clock.now(),
        };
        assert!(!format!("{made:?}").contains("secret"));
    }
}
