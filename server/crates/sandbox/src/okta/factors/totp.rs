//! The codes of authenticator apps (RFC 6238): six digits, another every thirty seconds.

use jiff::Timestamp;
use totp_rs::{Builder, Secret as SharedSecret, Totp};

use crate::randomness::Randomness;

/// Seconds that a code is shown.
pub(crate) const STEP: u64 = 30;
/// Steps that a telephone's clock may be off.
const TOLERATED: u64 = 1;
/// Steps within which a code is known to have been right.
const RECOGNISED: u64 = 6;

/// What an app and the org share, and what the org has seen of it.
#[derive(Debug, Clone)]
pub(crate) struct Secret {
    totp: Totp,
    base32: String,
    /// The step of the last code that was taken.
    last_used: Option<u64>,
}

/// What a code is worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Verdict {
    Right,
    Wrong,
    UsedBefore,
    OutsideTimeWindow,
}

impl Secret {
    /// Random ones.
    pub(crate) fn new(randomness: &mut Randomness) -> Self {
        Self::of(randomness.bytes())
    }

    fn of(bytes: [u8; 20]) -> Self {
        let shared = SharedSecret::new_stack(bytes);
        Self {
            base32: shared.to_base32(),
            // The length is that of the RFC: there is nothing to check.
            totp: Builder::new().with_secret(shared).build_noncompliant(),
            last_used: None,
        }
    }

    /// The secret as an app wants it.
    pub(crate) fn base32(&self) -> &str {
        &self.base32
    }

    /// What the app shows, and for how many more seconds.
    pub(crate) fn shown(&self, now: Timestamp) -> (String, u64) {
        let second = seconds(now);
        (self.code(second / STEP), STEP - second % STEP)
    }

    /// Judges a code, and remembers one that is right.
    pub(crate) fn check(&mut self, typed: &str, now: Timestamp) -> Verdict {
        let current = seconds(now) / STEP;
        let steps = current.saturating_sub(RECOGNISED)..=current + RECOGNISED;
        let mut steps = steps.filter(|step| self.code(*step) == typed);
        let Some(step) = steps.next() else {
            return Verdict::Wrong;
        };
        if step.abs_diff(current) > TOLERATED {
            return Verdict::OutsideTimeWindow;
        }
        if self.last_used.is_some_and(|used| step <= used) {
            return Verdict::UsedBefore;
        }
        self.last_used = Some(step);
        Verdict::Right
    }

    fn code(&self, step: u64) -> String {
        self.totp.generate(step * STEP).to_string()
    }
}

fn seconds(now: Timestamp) -> u64 {
    u64::try_from(now.as_second()).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    #[test]
    fn the_codes_are_those_of_the_rfc() {
        // Appendix B of RFC 6238 has the last eight digits; apps show six.
        let secret = Secret::of(*b"12345678901234567890");
        for (second, code, left) in [(59, "287082", 1), (1_111_111_109, "081804", 1)] {
            assert_eq!(secret.shown(at(second)), (code.to_owned(), left));
        }
    }

    #[test]
    fn a_code_counts_once_and_around_its_time() {
        let now = at(1_800_000_015);
        let mut secret = Secret::new(&mut Randomness::fixed());
        let shown = |secret: &Secret, second: i64| secret.shown(at(1_800_000_000 + second)).0;
        let late = shown(&secret, -90);
        assert_eq!(secret.check(&late, now), Verdict::OutsideTimeWindow);
        let (last, next) = (shown(&secret, -30), shown(&secret, 30));
        assert_eq!(secret.check(&next, now), Verdict::Right);
        assert_eq!(secret.check(&next, now), Verdict::UsedBefore);
        assert_eq!(secret.check(&last, now), Verdict::UsedBefore);
        assert_eq!(secret.check("no code", now), Verdict::Wrong);
    }
}
