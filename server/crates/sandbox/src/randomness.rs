//! The one source of randomness: ids, tokens, request ids, temporary passwords.

use rand::rngs::StdRng;
use rand::{RngExt, SeedableRng};

const ALPHANUMERIC: &[u8] = b"0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const BASE64_URL: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGITS: &[u8] = b"0123456789";
const TEMPORARY_LOWER: &[u8] = b"abcdefghijkmnpqrstuvwxyz";
const TEMPORARY_UPPER: &[u8] = b"ABCDEFGHJKLMNPQRSTUVWXYZ";
const TEMPORARY_DIGITS: &[u8] = b"23456789";

/// A generator of random strings in the alphabets that Okta uses.
#[derive(Debug)]
pub(crate) struct Randomness(StdRng);

impl Randomness {
    /// The same strings in every run, so that seeded people keep their ids over a restart.
    pub(crate) fn fixed() -> Self {
        Self(StdRng::seed_from_u64(0x6c61_7463_686b_6579))
    }

    /// Strings nobody can foresee.
    #[expect(
        clippy::disallowed_methods,
        reason = "the sandbox shares no code with the product: this is its one source of randomness"
    )]
    pub(crate) fn unpredictable() -> Self {
        Self(StdRng::from_rng(&mut rand::rng()))
    }

    /// Letters and digits.
    pub(crate) fn alphanumeric(&mut self, length: usize) -> String {
        self.pick(ALPHANUMERIC, length)
    }

    /// Decimal digits.
    pub(crate) fn digits(&mut self, length: usize) -> String {
        self.pick(DIGITS, length)
    }

    /// A number of a range, each equally likely.
    pub(crate) fn number(&mut self, range: std::ops::Range<u8>) -> u8 {
        self.0.random_range(range)
    }

    /// The alphabet of base64url.
    pub(crate) fn url_safe(&mut self, length: usize) -> String {
        self.pick(BASE64_URL, length)
    }

    /// Twelve characters that satisfy the usual policies: lower case, upper case and digits, none easily confused.
    pub(crate) fn temporary_password(&mut self) -> String {
        let mut characters = Vec::with_capacity(12);
        for alphabet in [
            TEMPORARY_UPPER,
            TEMPORARY_DIGITS,
            TEMPORARY_LOWER,
            TEMPORARY_LOWER,
        ] {
            for _ in 0..3 {
                characters.push(alphabet[self.0.random_range(0..alphabet.len())]);
            }
        }
        for index in (1..characters.len()).rev() {
            characters.swap(index, self.0.random_range(0..=index));
        }
        characters.into_iter().map(char::from).collect()
    }

    /// Random bytes, for salts.
    pub(crate) fn bytes<const N: usize>(&mut self) -> [u8; N] {
        self.0.random()
    }

    /// A random UUID, as the System Log uses it.
    pub(crate) fn uuid(&mut self) -> String {
        let mut bytes: [u8; 16] = self.bytes();
        bytes[6] = (bytes[6] & 0x0f) | 0x40;
        bytes[8] = (bytes[8] & 0x3f) | 0x80;
        let mut text = String::with_capacity(36);
        for (index, byte) in bytes.iter().enumerate() {
            if matches!(index, 4 | 6 | 8 | 10) {
                text.push('-');
            }
            for nibble in [byte >> 4, byte & 0x0f] {
                text.extend(char::from_digit(u32::from(nibble), 16));
            }
        }
        text
    }

    fn pick(&mut self, alphabet: &[u8], length: usize) -> String {
        (0..length)
            .map(|_| char::from(alphabet[self.0.random_range(0..alphabet.len())]))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_temporary_password_has_lower_upper_and_digits() {
        let mut randomness = Randomness::fixed();
        let password = randomness.temporary_password();
        assert_eq!(password.len(), 12);
        assert!(password.contains(|c: char| c.is_ascii_lowercase()));
        assert!(password.contains(|c: char| c.is_ascii_uppercase()));
        assert!(password.contains(|c: char| c.is_ascii_digit()));
    }

    #[test]
    fn a_uuid_has_the_form_of_version_four() {
        let uuid = Randomness::fixed().uuid();
        assert_eq!(uuid.len(), 36);
        assert_eq!(uuid.as_bytes()[14], b'4');
    }

    #[test]
    fn the_fixed_source_repeats_itself_and_the_unpredictable_one_does_not() {
        let fixed = || Randomness::fixed().alphanumeric(20);
        let unpredictable = || Randomness::unpredictable().alphanumeric(20);
        assert_eq!(fixed(), fixed());
        assert_ne!(unpredictable(), unpredictable());
    }
}
