use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::{
    fmt,
    hash::{Hash, Hasher},
};
use subtle::ConstantTimeEq as _;

/// A keyed hash of something secret or personal (a code, a session id, a login), as lower-case hex.
///
/// Two are compared in a time that does not tell where they differ, whoever compares them.
#[derive(Clone, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Digest(String);

impl Digest {
    /// Wraps the hex text of a digest.
    #[must_use]
    pub fn from_hex(hex: String) -> Self {
        Self(hex)
    }

    /// SHA-256 of a text that is no secret.
    #[must_use]
    pub fn of_text(text: &str) -> Self {
        const DIGITS: &[u8; 16] = b"0123456789abcdef";
        let hash = Sha256::digest(text);
        let halves = hash.iter().flat_map(|byte| [byte >> 4, byte & 15]);
        Self(
            halves
                .map(|half| char::from(DIGITS[usize::from(half)]))
                .collect(),
        )
    }

    /// The hex text.
    #[must_use]
    pub fn as_hex(&self) -> &str {
        &self.0
    }
}

impl PartialEq for Digest {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_bytes().ct_eq(other.0.as_bytes()).into()
    }
}

impl Eq for Digest {}

impl Hash for Digest {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.0.hash(hasher);
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(
            formatter,
            "Digest({}…)",
            self.0.get(..6).unwrap_or_default()
        )
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_the_same_digest_is_equal() {
        let digest = |hex: &str| Digest::from_hex(hex.to_owned());
        assert_eq!(digest("a1b2"), digest("a1b2"));
        for other in ["b1b2", "a1b3", "a1b", "a1b20", "A1B2", ""] {
            assert_ne!(digest("a1b2"), digest(other));
        }
    }
}
