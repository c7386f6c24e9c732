use crate::{ChainHash, StoreError};
use async_trait::async_trait;
use jiff::Timestamp;
use std::{fmt, str::FromStr};

/// The end of the chain at some time. Kept elsewhere, it shows later that nothing was cut off and no
/// older database put in place: this record must still be there, with this hash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ChainHead {
    /// Number of the last record.
    pub sequence: i64,
    /// Its hash.
    pub hash: ChainHash,
}

/// Why a text is not the end of a chain.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("write the number of a record and its hash with a colon between them")]
pub struct InvalidHead;

/// The last record that was given up. Where there is one, the trail begins after it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AuditCheckpoint {
    /// The record and its hash, from which verification goes on.
    pub head: ChainHead,
    /// Number of the record that tells of it, itself a part of the chain.
    pub recorded_in: i64,
}

impl ChainHead {
    /// As [`crate::verify_chain`] takes it.
    #[must_use]
    pub fn pair(self) -> (i64, ChainHash) {
        (self.sequence, self.hash)
    }
}

impl From<(i64, ChainHash)> for ChainHead {
    fn from((sequence, hash): (i64, ChainHash)) -> Self {
        Self { sequence, hash }
    }
}

impl fmt::Display for ChainHead {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}:{}", self.sequence, self.hash)
    }
}

impl FromStr for ChainHead {
    type Err = InvalidHead;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let (sequence, hash) = text.trim().split_once(':').ok_or(InvalidHead)?;
        Ok(Self {
            sequence: sequence.parse().map_err(|_| InvalidHead)?,
            hash: hash.parse().map_err(|()| InvalidHead)?,
        })
    }
}

/// The ends of the audit trail, and giving up its oldest records.
#[async_trait]
pub trait AuditCheckpoints {
    /// The last record; `None` when there is none.
    async fn audit_head(&mut self) -> Result<Option<ChainHead>, StoreError>;
    /// The newest checkpoint; `None` when nothing was ever given up.
    async fn audit_checkpoint(&mut self) -> Result<Option<AuditCheckpoint>, StoreError>;
    /// The last record that, like all before it, is older than `time`; `None` when there is none.
    async fn audit_before(&mut self, time: Timestamp) -> Result<Option<i64>, StoreError>;
    /// Adds a checkpoint, from then on records up to it can be removed. The database refuses one
    /// that stands for no record, that no record tells of, or that goes back.
    async fn put_audit_checkpoint(
        &mut self,
        checkpoint: &AuditCheckpoint,
    ) -> Result<(), StoreError>;
    /// Removes at most `most` records up to the newest checkpoint, the oldest first. Says how many.
    async fn remove_given_up_audit(&mut self, most: u32) -> Result<u64, StoreError>;
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_head_reads_back_from_its_text() {
        let head = ChainHead {
            sequence: 17,
            hash: ChainHash::START,
        };
        assert_eq!(format!("{head}\n").parse(), Ok(head));
        for text in ["", "17", "17:", "x:00", ":"] {
            assert_eq!(text.parse::<ChainHead>(), Err(InvalidHead), "{text}");
        }
    }
}
