use crate::{Digest, LimitReached};
use jiff::Timestamp;
use latchkey_values::BlockId;

/// What stops a person, a network or a browser for a time, because a limit was reached.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    /// Its id.
    pub id: BlockId,
    /// Name of the limit that was reached.
    pub limit: String,
    /// Keyed hash of what was counted.
    pub key: Digest,
    /// Whom it stops, for the people who look after the portal: a login, a network, a person's id.
    pub shown: String,
    /// When it began.
    pub since: Timestamp,
    /// When it ends by itself.
    pub until: Timestamp,
}

impl Block {
    /// The block that follows from a limit that was reached at `now`.
    #[must_use]
    pub fn new(
        id: BlockId,
        reached: LimitReached,
        key: Digest,
        shown: String,
        now: Timestamp,
    ) -> Self {
        Self {
            id,
            limit: reached.name.to_owned(),
            key,
            shown,
            since: now,
            until: reached.until,
        }
    }
}
