use sha1::{Digest as _, Sha1};
use zeroize::{Zeroize, ZeroizeOnDrop, Zeroizing};

/// SHA-1 of a password: the form in which leaked passwords are passed around. As good as the
/// password itself for whoever can try a billion a second, so it is cleared like one.
#[derive(Zeroize, ZeroizeOnDrop)]
pub(crate) struct Sha1Digest([u8; 20]);

impl Sha1Digest {
    pub(crate) fn of(password: &str) -> Self {
        Self(Sha1::digest(password.as_bytes()).into())
    }

    /// Reads 40 hex digits of either case; `None` for anything else.
    pub(super) fn from_hex(text: &[u8]) -> Option<Self> {
        let mut digest = Self([0; 20]);
        if text.len() != 2 * digest.0.len() {
            return None;
        }
        for (byte, pair) in digest.0.iter_mut().zip(text.chunks_exact(2)) {
            *byte = hex_value(pair[0])? << 4 | hex_value(pair[1])?;
        }
        Some(digest)
    }

    /// 40 hex digits in upper case.
    pub(crate) fn hex(&self) -> Zeroizing<String> {
        const DIGITS: &[u8; 16] = b"0123456789ABCDEF";
        let digits = self.0.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Zeroizing::new(
            digits
                .map(|digit| char::from(DIGITS[usize::from(digit)]))
                .collect(),
        )
    }

    /// What the filter holds: the first eight bytes.
    pub(super) fn key(&self) -> u64 {
        let mut first = [0; 8];
        first.copy_from_slice(&self.0[..8]);
        u64::from_be_bytes(first)
    }
}

fn hex_value(digit: u8) -> Option<u8> {
    match digit {
        b'0'..=b'9' => Some(digit - b'0'),
        b'a'..=b'f' => Some(digit - b'a' + 10),
        b'A'..=b'F' => Some(digit - b'A' + 10),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const OF_PASSWORD: &str = "5BAA61E4C9B93F3F0682250B6CF8331B7EE68FD8";

    #[test]
    fn digests_are_those_of_the_public_lists() {
        let digest = Sha1Digest::of("password");
        assert_eq!(*digest.hex(), OF_PASSWORD);
        assert_eq!(digest.key(), 0x5BAA_61E4_C9B9_3F3F);
    }

    #[test]
    fn either_case_is_read_and_nothing_but_40_hex_digits() {
        let lower = OF_PASSWORD.to_lowercase();
        for text in [OF_PASSWORD, &lower] {
            let read = Sha1Digest::from_hex(text.as_bytes()).expect(text);
            assert_eq!(*read.hex(), OF_PASSWORD);
        }
        let not_hex = OF_PASSWORD.replace('5', "g");
        for text in [&OF_PASSWORD[1..], "", &not_hex, &format!("{OF_PASSWORD}0")] {
            assert!(Sha1Digest::from_hex(text.as_bytes()).is_none(), "{text}");
        }
    }
}
