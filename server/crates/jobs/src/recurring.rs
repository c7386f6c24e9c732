use jiff::Timestamp;
use latchkey_domain::{NewJob, Store, StoreError};
use latchkey_values::{Clock, Entropy, JobId};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};

/// Work that is queued again and again, at the same times on every node, by one of them.
///
/// A run that fails is tried again only as long as the next one is not due, and never lands among
/// the dead: the next run is its retry.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Recurring {
    /// The kind of job.
    pub kind: &'static str,
    /// Time between two runs, counted from 1 January 1970 UTC; whole milliseconds.
    pub every: Duration,
}

impl Recurring {
    /// The latest time at or before `now` at which it is due.
    fn due(&self, now: Timestamp) -> Timestamp {
        let every = self.every_millis();
        let due = now.as_millisecond().div_euclid(every).saturating_mul(every);
        Timestamp::from_millisecond(due).unwrap_or(now)
    }

    /// The first time after `now` at which it is due.
    fn next_due(&self, now: Timestamp) -> Timestamp {
        let next = self
            .due(now)
            .as_millisecond()
            .saturating_add(self.every_millis());
        Timestamp::from_millisecond(next).unwrap_or(Timestamp::MAX)
    }

    fn every_millis(&self) -> i64 {
        i64::try_from(self.every.as_millis())
            .unwrap_or(i64::MAX)
            .max(1)
    }
}

/// Queues the recurring work.
///
/// Every node does, and each due time is noted in the transaction that queues its job: whoever comes
/// second finds the note and queues nothing.
#[derive(Debug, Default)]
pub(crate) struct Schedules {
    recurring: Vec<Recurring>,
    /// For which time each was queued last, by this node or another.
    queued: Mutex<HashMap<&'static str, Timestamp>>,
}

impl Schedules {
    pub(crate) fn new(recurring: Vec<Recurring>) -> Self {
        Self {
            recurring,
            queued: Mutex::default(),
        }
    }

    /// Queues what came due since the last call. Runs that were missed meanwhile are not made up for.
    pub(crate) async fn queue_due(
        &self,
        store: &dyn Store,
        clock: &dyn Clock,
        entropy: &dyn Entropy,
    ) -> Result<(), StoreError> {
        let due = self.due(clock.now());
        if due.is_empty() {
            return Ok(());
        }
        let mut tx = store.begin().await?;
        for (kind, at) in &due {
            if !tx.note_due(kind, *at).await? {
                continue;
            }
            let payload = serde_json::json!({ "due": at });
            let job = NewJob {
                id: JobId::new(clock, entropy),
                kind,
                payload,
                run_at: *at,
            };
            tx.enqueue(&job).await?;
        }
        tx.commit().await?;
        self.queued
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .extend(due);
        Ok(())
    }

    /// When work of this kind comes again by itself; `None` when it does not recur.
    pub(crate) fn next_due(&self, kind: &str, now: Timestamp) -> Option<Timestamp> {
        self.recurring
            .iter()
            .find(|recurring| recurring.kind == kind)
            .map(|recurring| recurring.next_due(now))
    }

    fn due(&self, now: Timestamp) -> Vec<(&'static str, Timestamp)> {
        let queued = self.queued.lock().unwrap_or_else(PoisonError::into_inner);
        let due = self
            .recurring
            .iter()
            .map(|recurring| (recurring.kind, recurring.due(now)));
        due.filter(|(kind, at)| queued.get(kind).is_none_or(|last| at > last))
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn due_times_are_the_same_for_every_node_whenever_it_started() {
        let purge = Recurring {
            kind: "purge",
            every: Duration::from_secs(30),
        };
        let at = |text: &str| text.parse::<Timestamp>().expect("a time");
        for now in [
            "2026-01-01T09:00:30Z",
            "2026-01-01T09:00:31.5Z",
            "2026-01-01T09:00:59.999Z",
        ] {
            assert_eq!(purge.due(at(now)), at("2026-01-01T09:00:30Z"), "{now}");
            assert_eq!(purge.next_due(at(now)), at("2026-01-01T09:01:00Z"), "{now}");
        }
    }
}
