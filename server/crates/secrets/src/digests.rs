use crate::{DataKey, Key};
use hkdf::Hkdf;
use hmac::{Hmac, KeyInit as _, Mac as _};
use latchkey_values::Code;
use sha2::Sha256;
use std::fmt::{self, Write as _};
use subtle::ConstantTimeEq as _;
use zeroize::{ZeroizeOnDrop, Zeroizing};

/// SHA-256's block size, so that HMAC takes the subkey as it is (RFC 2104, section 2).
const SUBKEY_BYTES: usize = 64;

/// Makes the digests under which the database knows secrets and personal data: HMAC-SHA256 as
/// lower-case hex. Each purpose has its own key, so a digest of one means nothing for another.
#[derive(Clone, ZeroizeOnDrop)]
pub struct Digests {
    code: [u8; SUBKEY_BYTES],
    counter: [u8; SUBKEY_BYTES],
    work: [u8; SUBKEY_BYTES],
    handover: [u8; SUBKEY_BYTES],
    short_lived: [u8; SUBKEY_BYTES],
}

impl Digests {
    /// Digests under keys derived from `key` (HKDF-SHA256).
    #[must_use]
    pub fn new(key: &Key) -> Self {
        Self {
            code: subkey(key, b"latchkey code digest v1"),
            counter: subkey(key, b"latchkey counter digest v1"),
            work: subkey(key, b"latchkey proof of work v1"),
            handover: subkey(key, b"latchkey hand-over code v1"),
            short_lived: subkey(key, b"latchkey short-lived secret v1"),
        }
    }

    /// The digest of a code, bound to the challenge it was issued for.
    #[must_use]
    pub fn code(&self, challenge_id: &str, code: &Code) -> String {
        digest(&self.code, &[challenge_id, code.expose()])
    }

    /// The digest under which something personal (a login, an address) is counted.
    #[must_use]
    pub fn counter_key(&self, counted: &str) -> String {
        digest(&self.counter, &[counted])
    }

    /// What a hand-over code is made from: nobody without the key can tell it from `nonce`.
    #[must_use]
    pub fn handover_seed(&self, request: &str, nonce: &str) -> Zeroizing<String> {
        Zeroizing::new(digest(&self.handover, &["seed", request, nonce]))
    }

    /// The digest under which a hand-over code is found.
    #[must_use]
    pub fn handover_code(&self, code: &str) -> String {
        digest(&self.handover, &["code", code])
    }

    /// The digest by which personal data are compared, bound to the request it is said in.
    #[must_use]
    pub fn personal_data(&self, request: &str, value: &str) -> String {
        digest(&self.handover, &["personal data", request, value])
    }

    /// The secret that signs the work given to browsers.
    #[must_use]
    pub fn work_secret(&self) -> Zeroizing<String> {
        Zeroizing::new(digest(&self.work, &["signature"]))
    }

    /// The key that seals what lives for minutes, such as a password until it is shown. It changes with
    /// the installation's key, and nothing is sealed anew: what was sealed before no longer opens.
    #[must_use]
    pub fn short_lived_key(&self) -> DataKey {
        let mut bytes = Zeroizing::new([0; Key::BYTES]);
        let (half, _) = self.short_lived.split_at(Key::BYTES);
        bytes.copy_from_slice(half);
        DataKey(Key::from_bytes(*bytes))
    }
}

impl fmt::Debug for Digests {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("Digests(…)")
    }
}

/// Whether two digests are equal, in a time that does not tell where they differ.
#[must_use]
pub fn matches(a: &str, b: &str) -> bool {
    a.as_bytes().ct_eq(b.as_bytes()).into()
}

#[expect(
    clippy::expect_used,
    reason = "HKDF-SHA256 yields up to 8160 bytes; 64 cannot fail"
)]
pub(crate) fn subkey(key: &Key, purpose: &[u8]) -> [u8; SUBKEY_BYTES] {
    let mut subkey = [0; SUBKEY_BYTES];
    Hkdf::<Sha256>::new(None, key.bytes())
        .expand(purpose, &mut subkey)
        .expect("short enough");
    subkey
}

/// Each part goes in behind its length, so that no two lists of parts read the same.
pub(crate) fn digest(key: &[u8; SUBKEY_BYTES], parts: &[&str]) -> String {
    let key = Zeroizing::new(*key);
    let mut mac = Hmac::<Sha256>::new((&*key).into());
    for part in parts {
        mac.update(&(part.len() as u64).to_be_bytes());
        mac.update(part.as_bytes());
    }
    mac.finalize()
        .into_bytes()
        .iter()
        .fold(String::with_capacity(64), |mut hex, byte| {
            // Writing to a String cannot fail.
            let _ = write!(hex, "{byte:02x}");
            hex
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn digests() -> Digests {
        Digests::new(&Key::from_bytes([1; Key::BYTES]))
    }

    fn code(text: &str) -> Code {
        text.parse().expect("six digits")
    }

    #[test]
    fn a_digest_repeats_and_reads_as_lower_case_hex() {
        let digest = digests().code("challenge", &code("123456"));
        assert_eq!(digest, digests().code("challenge", &code("123456")));
        assert_eq!(digest.len(), 64);
        assert!(
            digest
                .bytes()
                .all(|b| b.is_ascii_digit() || (b'a'..=b'f').contains(&b)),
            "{digest}"
        );
    }

    #[test]
    fn stored_digests_stay_readable_by_later_versions() {
        // Computed apart from this code with Python's hmac and hashlib.
        assert_eq!(
            digests().code("challenge", &code("123456")),
            "6f901766fd713a5d7ac880b844425e58ac1e8974d0aecf06dbe0318c3dec41d5"
        );
        assert_eq!(
            digests().counter_key("alice@example.com"),
            "0fe0c2eeb667490a4546ba057055071f864115d1f61762a964653536833b6b39"
        );
    }

    #[test]
    fn another_code_challenge_key_or_purpose_gives_another_digest() {
        let digest = digests().code("challenge", &code("123456"));
        assert_ne!(digest, digests().code("challenge", &code("123457")));
        assert_ne!(digest, digests().code("other", &code("123456")));
        assert_ne!(
            digest,
            Digests::new(&Key::from_bytes([2; Key::BYTES])).code("challenge", &code("123456"))
        );
        let key = [3; SUBKEY_BYTES];
        assert_ne!(
            digests().counter_key("a"),
            super::digest(&digests().code, &["a"])
        );
        assert_ne!(
            super::digest(&key, &["ab", "c"]),
            super::digest(&key, &["a", "bc"])
        );
    }

    #[test]
    fn what_is_sealed_for_minutes_opens_with_the_same_key_only() {
        use crate::Place;
        use latchkey_testkit::SeededEntropy;
        let place = Place {
            table: "made_passwords",
            row: "r1",
            field: "sealed",
        };
        let sealed =
            digests()
                .short_lived_key()
                .seal(place, &"secret".into(), &SeededEntropy::new(1));
        assert!(digests().short_lived_key().open(place, &sealed).is_ok());
        let other = Digests::new(&Key::from_bytes([2; Key::BYTES]));
        assert!(other.short_lived_key().open(place, &sealed).is_err());
    }

    #[test]
    fn only_equal_digests_match() {
        let digest = digests().counter_key("alice@example.com");
        assert!(matches(&digest, &digest.clone()));
        assert!(!matches(&digest, &digest[..63]));
        assert!(!matches(
            &digest,
            &digest.replace(|c: char| c.is_ascii_digit(), "x")
        ));
        assert!(!matches(&digest, ""));
    }
}
