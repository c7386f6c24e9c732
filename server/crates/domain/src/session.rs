use crate::Digest;
use jiff::Timestamp;

/// What the portal remembers about one browser. Only the hash of its id is kept, so a stolen
/// database opens no session.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BrowserSession {
    /// Keyed hash of the cookie's value.
    pub id: Digest,
    /// The session's content, JSON.
    pub data: String,
    /// When it ends.
    pub expires_at: Timestamp,
}
