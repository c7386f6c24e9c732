use crate::{
    DataKey, Key,
    digests::{digest, subkey},
    envelope::{self, CannotOpen, Place},
};
use latchkey_values::Entropy;
use std::fmt;
use zeroize::Zeroizing;

/// The format of wrapped data keys; it stands before each one, and is bound into it.
const VERSION: &str = "k1";

/// The table wrapped data keys stand in.
const TABLE: &str = "data_keys";

/// Wraps and unwraps data keys, with keys derived from the installation's: the current one, and those
/// before it while what they wrapped is still around. `Debug` hides them.
#[derive(Clone)]
pub struct Keyring {
    current: WrappingKey,
    previous: Vec<WrappingKey>,
}

/// Derived from an installation's key (HKDF-SHA256, with a label of its own).
#[derive(Clone)]
struct WrappingKey {
    id: String,
    bytes: Zeroizing<[u8; 32]>,
}

/// Why a data key cannot be used.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum UnwrapError {
    /// It was wrapped by a key the portal does not have.
    #[error("the data key was wrapped by the key {0}, which the portal does not have")]
    UnknownKey(String),
    /// It was altered, or belongs to something else.
    #[error("the data key was altered, or belongs to something else")]
    Damaged,
}

impl Keyring {
    /// A ring of one key.
    #[must_use]
    pub fn new(current: &Key) -> Self {
        Self {
            current: WrappingKey::of(current),
            previous: Vec::new(),
        }
    }

    /// Also unwraps what this earlier key wrapped.
    #[must_use]
    pub fn with_previous(mut self, previous: &Key) -> Self {
        self.previous.push(WrappingKey::of(previous));
        self
    }

    /// Wraps the data key of `owner`, such as `connection/okta`.
    #[must_use]
    pub fn wrap(&self, owner: &str, key: &DataKey, entropy: &dyn Entropy) -> String {
        let WrappingKey { id, bytes } = &self.current;
        let wrapped = envelope::seal(bytes, VERSION, place(owner, id), key.0.bytes(), entropy);
        format!("{VERSION}.{id}.{wrapped}")
    }

    /// Unwraps the data key of `owner`.
    ///
    /// # Errors
    /// [`UnwrapError`].
    pub fn unwrap(&self, owner: &str, wrapped: &str) -> Result<DataKey, UnwrapError> {
        let (id, wrapped) = parts(wrapped).ok_or(UnwrapError::Damaged)?;
        let key = std::iter::once(&self.current)
            .chain(&self.previous)
            .find(|key| key.id == id)
            .ok_or_else(|| UnwrapError::UnknownKey(id.to_owned()))?;
        let opened = envelope::open(&key.bytes, VERSION, place(owner, id), wrapped)
            .map_err(|CannotOpen| UnwrapError::Damaged)?;
        let bytes = opened.as_slice().try_into();
        let bytes = Zeroizing::new(bytes.map_err(|_| UnwrapError::Damaged)?);
        Ok(DataKey(Key::from_bytes(*bytes)))
    }

    /// Whether this was wrapped by the current key.
    #[must_use]
    pub fn is_current(&self, wrapped: &str) -> bool {
        parts(wrapped).is_some_and(|(id, _)| id == self.current.id)
    }

    /// The same data key, wrapped by the current key. `None` when it is already.
    ///
    /// # Errors
    /// [`UnwrapError`].
    pub fn rewrap(
        &self,
        owner: &str,
        wrapped: &str,
        entropy: &dyn Entropy,
    ) -> Result<Option<String>, UnwrapError> {
        if self.is_current(wrapped) {
            return Ok(None);
        }
        let key = self.unwrap(owner, wrapped)?;
        Ok(Some(self.wrap(owner, &key, entropy)))
    }
}

impl WrappingKey {
    fn of(key: &Key) -> Self {
        let derived = Zeroizing::new(subkey(key, b"latchkey key wrapping v1"));
        let mut bytes = Zeroizing::new([0; 32]);
        bytes.copy_from_slice(&derived[..32]);
        let mut id = digest(&subkey(key, b"latchkey wrapping key id v1"), &[]);
        id.truncate(16);
        Self { id, bytes }
    }
}

/// The id of the wrapping key is bound too: nobody makes the portal try another.
fn place<'a>(owner: &'a str, key_id: &'a str) -> Place<'a> {
    Place {
        table: TABLE,
        row: owner,
        field: key_id,
    }
}

fn parts(wrapped: &str) -> Option<(&str, &str)> {
    wrapped
        .strip_prefix(VERSION)?
        .strip_prefix('.')?
        .split_once('.')
}

impl fmt::Debug for Keyring {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Keyring(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use latchkey_testkit::SeededEntropy;

    fn key(byte: u8) -> Key {
        Key::from_bytes([byte; Key::BYTES])
    }

    #[test]
    fn a_wrapped_data_key_unwraps_for_its_owner_only() {
        let entropy = SeededEntropy::new(1);
        let (ring, data_key) = (Keyring::new(&key(1)), DataKey::new(&entropy));
        let wrapped = ring.wrap("connection/okta", &data_key, &entropy);
        let unwrapped = ring.unwrap("connection/okta", &wrapped).expect("unwraps");
        assert_eq!(unwrapped.digest(&["x"]), data_key.digest(&["x"]));
        let swapped = ring.unwrap("connection/other", &wrapped);
        assert_eq!(swapped.err(), Some(UnwrapError::Damaged));
    }

    #[test]
    fn f43_another_key_is_named_as_the_reason() {
        let entropy = SeededEntropy::new(1);
        let wrapped = Keyring::new(&key(1)).wrap("a", &DataKey::new(&entropy), &entropy);
        let refused = Keyring::new(&key(2)).unwrap("a", &wrapped);
        assert!(
            matches!(refused, Err(UnwrapError::UnknownKey(_))),
            "{refused:?}"
        );
        for damaged in ["", "k1", "k1.", "k2.a.b", "plain"] {
            let refused = Keyring::new(&key(1)).unwrap("a", damaged);
            assert_eq!(refused.err(), Some(UnwrapError::Damaged), "{damaged}");
        }
    }

    #[test]
    fn rotation_wraps_anew_and_leaves_the_old_key_behind() {
        let entropy = SeededEntropy::new(1);
        let data_key = DataKey::new(&entropy);
        let old = Keyring::new(&key(1)).wrap("a", &data_key, &entropy);
        let both = Keyring::new(&key(2)).with_previous(&key(1));
        assert!(both.unwrap("a", &old).is_ok(), "both keys at once");
        let new = both
            .rewrap("a", &old, &entropy)
            .expect("unwraps")
            .expect("was old");
        assert_eq!(
            both.rewrap("a", &new, &entropy),
            Ok(None),
            "nothing more to do"
        );
        let alone = Keyring::new(&key(2)).unwrap("a", &new).expect("unwraps");
        assert_eq!(alone.digest(&["x"]), data_key.digest(&["x"]));
        assert!(Keyring::new(&key(1)).unwrap("a", &new).is_err());
    }

    #[test]
    fn debug_output_hides_the_keys() {
        assert_eq!(format!("{:?}", Keyring::new(&key(65))), "Keyring(…)");
    }
}
