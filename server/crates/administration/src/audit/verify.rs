use super::stride;
use crate::Administration;
use latchkey_auth::access::{Granted, ReadAudit};
use latchkey_domain::{
    AuditCheckpoint, AuditKind, AuditRecord, ChainBreak, ChainHead, Store, StoreError, UnitOfWork,
};
use serde_json::json;

/// Records checked at once, as they are stored. Packed they are some 350 kB: larger texts are given
/// back to the system each time, and fresh pages cost more than what they hold.
const SLICE: u32 = 1_000;

/// A trail that holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Verified {
    /// How many records were checked.
    pub records: i64,
    /// After which record the trail begins; `None` when it is there from the first one on.
    pub checkpoint: Option<AuditCheckpoint>,
    /// Its end; `None` when it is empty.
    pub head: Option<ChainHead>,
    /// Whether the record of the known head was given up since, so that it could not be compared.
    pub head_was_given_up: bool,
}

/// How far verification has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Progress {
    /// The last record checked.
    pub checked: i64,
    /// The last record there was at the beginning.
    pub of: i64,
}

/// Where a trail does not hold.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum TrailFault {
    /// Records were removed.
    #[error("records {first} to {last} are missing")]
    Missing {
        /// The first of them.
        first: i64,
        /// The last of them.
        last: i64,
    },
    /// A record does not fit its hash.
    #[error("record {0} does not match its hash: it was altered or put in another's place")]
    Altered(i64),
    /// A record holds what no version of Latchkey writes.
    #[error("record {0} cannot be read: it was altered, or the database is damaged")]
    Unreadable(i64),
    /// The trail ends before a record that it once had.
    #[error(
        "the trail ends with record {end} but once had record {known}: records were cut off, or an \
         older database was put in place"
    )]
    CutOff {
        /// Its last record; 0 when it is empty.
        end: i64,
        /// The record it had.
        known: i64,
    },
    /// A record is not the one that was noted elsewhere.
    #[error(
        "record {0} is another than the one that was noted: the trail was written anew from there or before"
    )]
    Another(i64),
    /// Records up to a checkpoint are gone, and the trail does not tell of it.
    #[error("records up to {0} are gone without a record of who gave them up")]
    Unrecorded(i64),
}

/// Why a trail is not known to hold.
#[derive(Debug, thiserror::Error)]
pub enum TrailError {
    /// It does not hold.
    #[error("the audit trail was tampered with or is damaged: {0}")]
    Fault(#[from] TrailFault),
    /// It could not be read.
    #[error(transparent)]
    Store(#[from] StoreError),
    /// This node is at something as heavy already; try again later.
    #[error("the audit trail is being verified or exported already")]
    Busy,
}

impl Administration {
    /// Walks the whole trail. `known` is an end of the chain that was kept elsewhere: with it, records
    /// cut off from the end and an older database are found as well.
    ///
    /// # Errors
    /// [`TrailError`] says where the trail does not hold, or why that cannot be told.
    pub async fn verify_audit(
        &self,
        _granted: &Granted<ReadAudit>,
        known: Option<ChainHead>,
        progress: impl FnMut(Progress) + Send,
    ) -> Result<Verified, TrailError> {
        let permit = self.heavy_work.try_acquire();
        let _permit = permit.map_err(|_| TrailError::Busy)?;
        verify_audit(&*self.store, known, progress).await
    }
}

/// Walks the whole trail; see [`Administration::verify_audit`].
///
/// # Errors
/// [`TrailError`], but never [`TrailError::Busy`].
pub async fn verify_audit(
    store: &dyn Store,
    known: Option<ChainHead>,
    mut progress: impl FnMut(Progress) + Send,
) -> Result<Verified, TrailError> {
    let mut unit = store.read().await?;
    let checkpoint = unit.audit_checkpoint().await?;
    let of = unit.audit_head().await;
    drop(unit);
    // An end that cannot be read is found and located on the way there.
    let of = of.ok().flatten().map_or(0, |head| head.sequence);
    let mut walk = Walk::from(checkpoint, known)?;
    while let Some(checked) = walk.step(store, None).await? {
        progress(Progress {
            checked,
            of: of.max(checked),
        });
    }
    walk.finish()
}

/// A walk along the chain.
pub(super) struct Walk {
    checkpoint: Option<AuditCheckpoint>,
    known: Option<ChainHead>,
    /// Whether the record that tells of the checkpoint came by.
    is_recorded: bool,
    end: Option<ChainHead>,
    /// Records checked at once.
    slice: u32,
}

impl Walk {
    /// A walk that begins after the checkpoint.
    pub(super) fn from(
        checkpoint: Option<AuditCheckpoint>,
        known: Option<ChainHead>,
    ) -> Result<Self, TrailFault> {
        let walk = Self {
            checkpoint,
            known,
            is_recorded: checkpoint.is_none(),
            end: checkpoint.map(|checkpoint| checkpoint.head),
            slice: SLICE,
        };
        walk.compare_with_known()?;
        Ok(walk)
    }

    /// Checks some records more, none after `until`, and says how far that led; `None` when there
    /// are no more.
    pub(super) async fn step(
        &mut self,
        store: &dyn Store,
        until: Option<i64>,
    ) -> Result<Option<i64>, TrailError> {
        let stride = self.slice * stride::SLICES;
        if self.most(stride, until) == stride
            && let Some(end) = stride::check(store, self.end, self.slice).await
        {
            self.end = Some(end);
        } else if !self.step_by_slice(store, until).await? {
            return Ok(None);
        }
        self.compare_with_known()?;
        self.look_for_the_telling_record(store).await?;
        Ok(Some(self.last()))
    }

    /// Checks one slice. `false` when there are no more records.
    async fn step_by_slice(
        &mut self,
        store: &dyn Store,
        until: Option<i64>,
    ) -> Result<bool, TrailError> {
        let mut unit = store.read().await?;
        let most = self.most(self.slice, until);
        let end = match unit.check_audit(self.end, most).await {
            Ok(Ok(end)) => end,
            Ok(Err(broken)) => return Err(classify(unit.as_mut(), broken).await),
            Err(StoreError::Inconsistent { .. }) => return Err(first_fault(store, self.end).await),
            Err(error) => return Err(error.into()),
        };
        let is_further = end != self.end;
        self.end = end;
        Ok(is_further)
    }

    /// How many of the next `wanted` records can be checked at once: a slice ends with each record
    /// that is looked at for itself.
    fn most(&self, wanted: u32, until: Option<i64>) -> u32 {
        let known = self.known.map(|known| known.sequence);
        let telling = self.checkpoint.map(|checkpoint| checkpoint.recorded_in);
        let ahead = [known, telling].into_iter().flatten();
        let ahead = ahead.filter(|stop| *stop > self.last());
        let stop = ahead.chain(until).min();
        let left = stop.map_or(i64::MAX, |stop| (stop - self.last()).max(0));
        u32::try_from(left).map_or(wanted, |left| left.min(wanted))
    }

    /// Reads the record that was checked last, if it is the one that should tell of the checkpoint.
    async fn look_for_the_telling_record(&mut self, store: &dyn Store) -> Result<(), TrailError> {
        let last = self.last();
        let tells_here = |checkpoint: &AuditCheckpoint| checkpoint.recorded_in == last;
        let Some(checkpoint) = self.checkpoint.filter(tells_here) else {
            return Ok(());
        };
        match store.read().await?.audit_records(last - 1, 1).await {
            Ok(records) => {
                self.is_recorded = records.iter().any(|record| tells_of(record, &checkpoint));
                Ok(())
            }
            Err(StoreError::Inconsistent { .. }) => Err(TrailFault::Unreadable(last).into()),
            Err(error) => Err(error.into()),
        }
    }

    /// The record up to which all was well, with its hash.
    pub(super) fn end(&self) -> Option<ChainHead> {
        self.end
    }

    fn last(&self) -> i64 {
        number(self.end)
    }

    fn compare_with_known(&self) -> Result<(), TrailFault> {
        match (self.known, self.end) {
            (Some(known), Some(end)) if known.sequence == end.sequence && known != end => {
                Err(TrailFault::Another(end.sequence))
            }
            _ => Ok(()),
        }
    }

    fn finish(self) -> Result<Verified, TrailError> {
        let begin = self.checkpoint.map_or(0, |given_up| given_up.head.sequence);
        let end = self.last();
        if let Some(known) = self.known.filter(|known| known.sequence > end) {
            let known = known.sequence;
            return Err(TrailFault::CutOff { end, known }.into());
        }
        if !self.is_recorded {
            return Err(TrailFault::Unrecorded(begin).into());
        }
        Ok(Verified {
            records: end - begin,
            checkpoint: self.checkpoint,
            head: self.end,
            head_was_given_up: self.known.is_some_and(|known| known.sequence < begin),
        })
    }
}

/// Whether `record` tells of `checkpoint`, as purging writes it.
fn tells_of(record: &AuditRecord, checkpoint: &AuditCheckpoint) -> bool {
    let details = &record.event.details;
    record.sequence == checkpoint.recorded_in
        && record.event.kind == AuditKind::AuditPurged
        && details.get("through") == Some(&json!(checkpoint.head.sequence))
        && details.get("hash") == Some(&json!(checkpoint.head.hash.to_string()))
}

/// The number of the last record of a chain; 0 before the first.
fn number(end: Option<ChainHead>) -> i64 {
    end.map_or(0, |end| end.sequence)
}

/// What is wrong where the chain breaks.
async fn classify(unit: &mut dyn UnitOfWork, broken: ChainBreak) -> TrailError {
    let altered = match broken {
        ChainBreak::Gap { expected, found } => {
            let (first, last) = (expected, found - 1);
            return TrailFault::Missing { first, last }.into();
        }
        ChainBreak::Altered(altered) => altered,
    };
    match unit.audit_records(altered - 1, 1).await {
        Ok(_) => TrailFault::Altered(altered).into(),
        Err(StoreError::Inconsistent { .. }) => TrailFault::Unreadable(altered).into(),
        Err(error) => error.into(),
    }
}

/// The first fault after `end`, looked for record by record.
async fn first_fault(store: &dyn Store, mut end: Option<ChainHead>) -> TrailError {
    loop {
        let mut unit = match store.read().await {
            Ok(unit) => unit,
            Err(error) => return error.into(),
        };
        match unit.check_audit(end, 1).await {
            Ok(Ok(next)) if next == end => return TrailFault::Unreadable(number(end)).into(),
            Ok(Ok(next)) => end = next,
            Ok(Err(broken)) => return classify(unit.as_mut(), broken).await,
            Err(StoreError::Inconsistent { .. }) => {
                return TrailFault::Unreadable(number(end) + 1).into();
            }
            Err(error) => return error.into(),
        }
    }
}
