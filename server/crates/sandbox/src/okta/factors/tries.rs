//! Counted tries: five wrong ones within five minutes, and no more are taken until those minutes are over.
//!
//! Okta's support describes the numbers for Classic orgs; what an Identity Engine org does is not documented. The status
//! of the user stays as it is.

use jiff::{SignedDuration, Timestamp};

/// So many are taken.
const MOST: usize = 5;
/// Within this time.
const WINDOW: SignedDuration = SignedDuration::from_mins(5);

/// When somebody tried.
#[derive(Debug, Clone, Default)]
pub(crate) struct Tries(Vec<Timestamp>);

impl Tries {
    /// Whether no more are taken now.
    pub(crate) fn are_used_up(&self, now: Timestamp) -> bool {
        self.recent(now).count() >= MOST
    }

    pub(crate) fn count(&mut self, now: Timestamp) {
        self.0 = self.recent(now).collect();
        self.0.push(now);
    }

    fn recent(&self, now: Timestamp) -> impl Iterator<Item = Timestamp> {
        let tries = self.0.iter().copied();
        tries.filter(move |at| now.duration_since(*at) < WINDOW)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sixth_try_has_to_wait_until_five_minutes_are_over() {
        let start = Timestamp::from_second(1_800_000_000).unwrap();
        let mut tries = Tries::default();
        for _ in 0..MOST {
            assert!(!tries.are_used_up(start));
            tries.count(start);
        }
        assert!(tries.are_used_up(start));
        assert!(!tries.are_used_up(start + WINDOW));
    }
}
