use crate::{
    Key,
    digests::{digest, subkey},
};

impl Key {
    /// What tells this key from any other and reveals nothing of it, to be kept where the key is
    /// used: lower-case hex.
    #[must_use]
    pub fn check_value(&self) -> String {
        digest(&subkey(self, b"latchkey key check v1"), &[])
    }
}

#[cfg(test)]
mod tests {
    use crate::Key;

    #[test]
    fn each_key_has_a_check_value_of_its_own() {
        let check = |byte| Key::from_bytes([byte; Key::BYTES]).check_value();
        assert_eq!(check(1), check(1));
        assert_ne!(check(1), check(2));
    }

    #[test]
    fn a_stored_check_value_stays_readable_by_later_versions() {
        // Computed apart from this code with Python's hmac and hashlib.
        assert_eq!(
            Key::from_bytes([1; Key::BYTES]).check_value(),
            "5d8ba33f397c38aa1bf3cfeaa785537e57a094d46e94a320dde5f886d298f581"
        );
    }
}
