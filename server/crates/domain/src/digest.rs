use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use std::fmt::{self, Write as _};

/// A keyed hash of something secret or personal (a code, a session id, a login), as lower-case hex.
///
/// Compare with `latchkey_secrets`, which does it in constant time.
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
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
        let hash = Sha256::digest(text);
        Self(hash.iter().fold(String::new(), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        }))
    }

    /// The hex text.
    #[must_use]
    pub fn as_hex(&self) -> &str {
        &self.0
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
