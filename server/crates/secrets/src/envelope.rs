use base64::{Engine as _, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    KeyInit as _, XChaCha20Poly1305, XNonce,
    aead::{Aead as _, Payload},
};
use latchkey_values::Entropy;
use zeroize::Zeroizing;

/// Bytes of a nonce. So many that random ones never meet (`XChaCha20`).
const NONCE_BYTES: usize = 24;

/// Where a sealed value stands. It is bound to its place: anywhere else it does not open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place<'a> {
    /// The table.
    pub table: &'a str,
    /// The row's name.
    pub row: &'a str,
    /// The field.
    pub field: &'a str,
}

/// A sealed value does not open: it was altered, stands in another place than it was sealed for, or
/// was sealed with another key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a sealed value was altered, moved, or sealed with another key")]
pub struct CannotOpen;

impl Place<'_> {
    /// Each part stands behind its length, so that no two places read the same.
    fn associated_data(&self, version: &str) -> Vec<u8> {
        let mut data = Vec::new();
        for part in [version, self.table, self.row, self.field] {
            data.extend_from_slice(&(part.len() as u64).to_be_bytes());
            data.extend_from_slice(part.as_bytes());
        }
        data
    }
}

/// Encrypts with XChaCha20-Poly1305 under a fresh nonce, which stands before the ciphertext.
pub(crate) fn seal(
    key: &[u8; 32],
    version: &str,
    place: Place<'_>,
    content: &[u8],
    entropy: &dyn Entropy,
) -> String {
    let mut nonce = [0; NONCE_BYTES];
    entropy.fill(&mut nonce);
    let payload = Payload {
        msg: content,
        aad: &place.associated_data(version),
    };
    let sealed = XChaCha20Poly1305::new(key.into()).encrypt(&XNonce::from(nonce), payload);
    #[expect(
        clippy::expect_used,
        reason = "fails only for contents of more than 256 GiB"
    )]
    let sealed = sealed.expect("short enough");
    URL_SAFE_NO_PAD.encode([&nonce[..], &sealed].concat())
}

/// Decrypts what [`seal`] made for the same version and place.
pub(crate) fn open(
    key: &[u8; 32],
    version: &str,
    place: Place<'_>,
    sealed: &str,
) -> Result<Zeroizing<Vec<u8>>, CannotOpen> {
    let bytes = URL_SAFE_NO_PAD.decode(sealed).map_err(|_| CannotOpen)?;
    let (nonce, content) = bytes.split_first_chunk::<NONCE_BYTES>().ok_or(CannotOpen)?;
    let payload = Payload {
        msg: content,
        aad: &place.associated_data(version),
    };
    XChaCha20Poly1305::new(key.into())
        .decrypt(&XNonce::from(*nonce), payload)
        .map(Zeroizing::new)
        .map_err(|_| CannotOpen)
}
