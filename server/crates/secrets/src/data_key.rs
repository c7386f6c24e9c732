use crate::{
    Key,
    digests::{digest, subkey},
    envelope::{self, CannotOpen, Place},
};
use latchkey_values::Entropy;
use secrecy::{ExposeSecret as _, SecretString};
use zeroize::Zeroizing;

/// The format of sealed secrets; it stands before each one, and is bound into it.
const VERSION: &str = "s1";

/// The key that seals the secrets of one thing, such as a connection. It stands in the database,
/// wrapped by a [`Keyring`](crate::Keyring). `Debug` hides it.
#[derive(Clone, Debug)]
pub struct DataKey(pub(crate) Key);

impl DataKey {
    /// A new one.
    #[must_use]
    pub fn new(entropy: &dyn Entropy) -> Self {
        let mut bytes = Zeroizing::new([0; Key::BYTES]);
        entropy.fill(&mut *bytes);
        Self(Key::from_bytes(*bytes))
    }

    /// Seals a secret for its place; never twice the same text.
    #[must_use]
    pub fn seal(&self, place: Place<'_>, secret: &SecretString, entropy: &dyn Entropy) -> String {
        let content = secret.expose_secret().as_bytes();
        let sealed = envelope::seal(self.0.bytes(), VERSION, place, content, entropy);
        format!("{VERSION}.{sealed}")
    }

    /// Opens what was sealed for this place.
    ///
    /// # Errors
    /// [`CannotOpen`].
    pub fn open(&self, place: Place<'_>, sealed: &str) -> Result<SecretString, CannotOpen> {
        let sealed = sealed
            .strip_prefix(VERSION)
            .and_then(|rest| rest.strip_prefix('.'))
            .ok_or(CannotOpen)?;
        let content = envelope::open(self.0.bytes(), VERSION, place, sealed)?;
        let text = std::str::from_utf8(&content).map_err(|_| CannotOpen)?;
        Ok(SecretString::from(text))
    }

    /// What tells one list of texts from another and reveals nothing of them: lower-case hex.
    #[must_use]
    pub fn digest(&self, parts: &[&str]) -> String {
        digest(&subkey(&self.0, b"latchkey object digest v1"), parts)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::SeededEntropy;

    const PLACE: Place<'static> = Place {
        table: "connection_secrets",
        row: "okta",
        field: "api-token",
    };

    fn key(seed: u64) -> DataKey {
        DataKey::new(&SeededEntropy::new(seed))
    }

    #[test]
    fn a_sealed_secret_opens_in_its_place() {
        let entropy = SeededEntropy::new(1);
        let key = DataKey::new(&entropy);
        for secret in ["", "00secret", "ünïcode ✓"] {
            let sealed = key.seal(PLACE, &secret.into(), &entropy);
            assert!(!sealed.contains(secret) || secret.is_empty(), "{sealed}");
            let opened = key.open(PLACE, &sealed).expect("opens");
            assert_eq!(opened.expose_secret(), secret);
        }
    }

    #[test]
    fn item_84_a_secret_moved_to_another_table_row_or_field_does_not_open() {
        let entropy = SeededEntropy::new(1);
        let sealed = key(1).seal(PLACE, &"00secret".into(), &entropy);
        let elsewhere = [
            Place {
                table: "other",
                ..PLACE
            },
            Place {
                row: "okta-2",
                ..PLACE
            },
            Place {
                field: "client-secret",
                ..PLACE
            },
            // The same letters, divided otherwise.
            Place {
                row: "oktaapi",
                field: "-token",
                ..PLACE
            },
        ];
        for place in elsewhere {
            assert_eq!(
                key(1).open(place, &sealed).err(),
                Some(CannotOpen),
                "{place:?}"
            );
        }
        assert!(key(2).open(PLACE, &sealed).is_err(), "another key");
        assert!(key(1).open(PLACE, &sealed).is_ok());
    }

    #[test]
    fn an_altered_secret_does_not_open() {
        let sealed = key(1).seal(PLACE, &"00secret".into(), &SeededEntropy::new(1));
        for at in 0..sealed.len() {
            let mut altered = sealed.clone().into_bytes();
            altered[at] = if altered[at] == b'A' { b'B' } else { b'A' };
            let altered = String::from_utf8(altered).expect("text");
            assert!(key(1).open(PLACE, &altered).is_err(), "byte {at}");
        }
        for text in ["", "s1.", "s2.AAAA", "s1.AAAA", &sealed[..sealed.len() - 4]] {
            assert!(key(1).open(PLACE, text).is_err(), "{text}");
        }
    }

    #[test]
    fn no_nonce_comes_twice() {
        let entropy = SeededEntropy::new(1);
        let key = DataKey::new(&entropy);
        let seal = || key.seal(PLACE, &"the same".into(), &entropy);
        let sealed: std::collections::BTreeSet<String> = (0..1000).map(|_| seal()).collect();
        assert_eq!(sealed.len(), 1000);
    }

    #[test]
    fn a_digest_tells_texts_apart_only_for_whoever_has_the_key() {
        assert_eq!(key(1).digest(&["a", "b"]), key(1).digest(&["a", "b"]));
        assert_ne!(key(1).digest(&["a", "b"]), key(1).digest(&["ab", ""]));
        assert_ne!(key(1).digest(&["a", "b"]), key(2).digest(&["a", "b"]));
    }

    #[test]
    fn debug_output_hides_the_key() {
        assert_eq!(format!("{:?}", key(1)), "DataKey(Key(…))");
    }
}
