//! Nonces of the token endpoint: a new one each day, good for three.

use jiff::{SignedDuration, Timestamp};

use crate::randomness::Randomness;

const ROTATES_AFTER: SignedDuration = SignedDuration::from_hours(24);
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(72);

/// The nonces that the org has given out and still takes; newest last.
#[derive(Debug, Default)]
pub(crate) struct Nonces(Vec<(String, Timestamp)>);

impl Nonces {
    /// The nonce to send now.
    pub(crate) fn current(&mut self, now: Timestamp, randomness: &mut Randomness) -> String {
        self.0
            .retain(|(_, made)| now.duration_since(*made) < GOOD_FOR);
        if let Some((value, made)) = self.0.last()
            && now.duration_since(*made) < ROTATES_AFTER
        {
            return value.clone();
        }
        let value = randomness.url_safe(32);
        self.0.push((value.clone(), now));
        value
    }

    /// Whether a nonce is one of the org's, and not too old.
    pub(crate) fn takes(&self, nonce: &str, now: Timestamp) -> bool {
        let known = self.0.iter().find(|(value, _)| value == nonce);
        known.is_some_and(|(_, made)| now.duration_since(*made) < GOOD_FOR)
    }

    /// Takes none of those given out so far.
    pub(crate) fn forget(&mut self) {
        self.0.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_nonce_is_replaced_after_a_day_and_taken_for_three() {
        let at = |hours: i64| Timestamp::from_second(hours * 3600).unwrap();
        let mut randomness = Randomness::fixed();
        let mut nonces = Nonces::default();
        let first = nonces.current(at(0), &mut randomness);
        assert_eq!(nonces.current(at(23), &mut randomness), first);
        let second = nonces.current(at(24), &mut randomness);
        assert_ne!(first, second);
        assert!(nonces.takes(&first, at(71)) && nonces.takes(&second, at(71)));
        assert!(!nonces.takes(&first, at(72)) && !nonces.takes("other", at(0)));
        nonces.forget();
        assert!(!nonces.takes(&second, at(71)));
    }
}
