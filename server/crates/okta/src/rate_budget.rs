//! Waits before Okta's limits instead of after a refusal.
//!
//! One budget belongs to one connection. Each bucket of Okta's counts a window of calls, learned
//! from the answers' headers; calls in flight share one limit.

mod bucket;
mod concurrency;
mod headers;
mod headroom;

pub use headroom::RateHeadroom;

use bucket::{Bucket, BucketName};
use concurrency::{Concurrency, Entry};
use headers::RateHeaders;
use http::{HeaderMap, Method};
use jiff::Timestamp;
use std::{
    collections::HashMap,
    sync::{Mutex, MutexGuard, PoisonError},
    time::Duration,
};
use tokio::{
    sync::Notify,
    time::{Instant, timeout_at},
};

/// Whose call goes first.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Priority {
    /// A person is waiting: uses the whole budget, and fails rather than wait long.
    #[default]
    Interactive,
    /// Background work: leaves 30 % of the budget alone, and waits as long as it takes.
    Bulk,
}

/// An interactive call would have to wait longer than it may.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Exhausted {
    /// The wait until a call may work.
    pub(crate) wait: Duration,
}

pub(crate) struct RateBudget {
    state: Mutex<State>,
    changed: Notify,
}

struct State {
    buckets: HashMap<BucketName, Bucket>,
    concurrency: Concurrency,
}

/// The right to send one call. Dropping it without an answer gives the place back.
pub(crate) struct Permit<'a> {
    budget: &'a RateBudget,
    bucket: BucketName,
    entry: Entry,
}

/// An interactive call in the queue: bulk calls of the bucket stand behind it.
struct Waiting<'a> {
    budget: &'a RateBudget,
    bucket: BucketName,
}

/// What stands in the way of a call.
enum Obstacle {
    /// The bucket is empty until then.
    Window(Instant),
    /// Too many calls in flight, or an interactive one goes first.
    Others,
}

impl RateBudget {
    pub(crate) fn new(most_in_flight: u32) -> Self {
        let state = State {
            buckets: HashMap::new(),
            concurrency: Concurrency::new(most_in_flight),
        };
        Self {
            state: Mutex::new(state),
            changed: Notify::new(),
        }
    }

    /// Waits for the right to send; `deadline` bounds the wait.
    pub(crate) async fn admit(
        &self,
        method: &Method,
        template: &'static str,
        priority: Priority,
        deadline: Option<Instant>,
    ) -> Result<Permit<'_>, Exhausted> {
        let bucket = BucketName::of(method, template);
        let mut waiting = None;
        loop {
            let changed = self.changed.notified();
            tokio::pin!(changed);
            changed.as_mut().enable();
            let obstacle = match self.lock().take(bucket, priority) {
                Ok(entry) => {
                    return Ok(Permit {
                        budget: self,
                        bucket,
                        entry,
                    });
                }
                Err(obstacle) => obstacle,
            };
            let wake = wake_at(&obstacle, deadline)?;
            if priority == Priority::Interactive && waiting.is_none() {
                waiting = Some(Waiting::new(self, bucket));
            }
            match wake {
                Some(instant) => _ = timeout_at(instant, changed).await,
                None => changed.await,
            }
        }
    }

    /// The right to send one call whatever the budget says.
    pub(crate) fn admit_at_once(&self, method: &Method, template: &'static str) -> Permit<'_> {
        let bucket = BucketName::of(method, template);
        let mut state = self.lock();
        state.buckets.entry(bucket).or_default().in_flight += 1;
        let entry = state.concurrency.enter();
        drop(state);
        Permit {
            budget: self,
            bucket,
            entry,
        }
    }

    /// Starts again with few calls at a time after an outage, so that all who waited for its end do
    /// not come at once.
    pub(crate) fn ramp(&self) {
        self.lock().concurrency.ramp();
        self.changed.notify_waiters();
    }

    fn lock(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// When to look again at the latest, or that there is no point in waiting.
fn wake_at(obstacle: &Obstacle, deadline: Option<Instant>) -> Result<Option<Instant>, Exhausted> {
    let now = Instant::now();
    match (obstacle, deadline) {
        (Obstacle::Window(until), Some(deadline)) if *until > deadline => {
            Err(Exhausted { wait: *until - now })
        }
        (Obstacle::Others, Some(deadline)) if now >= deadline => Err(Exhausted {
            wait: Duration::from_secs(1),
        }),
        (Obstacle::Window(until), _) => Ok(Some(*until)),
        (Obstacle::Others, deadline) => Ok(deadline),
    }
}

impl State {
    /// Takes a place; the value identifies the concurrency limit's state at that time.
    fn take(&mut self, name: BucketName, priority: Priority) -> Result<Entry, Obstacle> {
        let bucket = self.buckets.entry(name).or_default();
        bucket.check(priority, Instant::now())?;
        if !self.concurrency.has_room(priority) {
            return Err(Obstacle::Others);
        }
        bucket.in_flight += 1;
        Ok(self.concurrency.enter())
    }
}

impl Permit<'_> {
    /// Learns from an answer. `refused` says that it is a rate limit's refusal; then the wait until
    /// a call may work comes back. Without a `Date` header `now` stands in for Okta's clock.
    pub(crate) fn learn(
        &self,
        headers: &HeaderMap,
        refused: bool,
        now: Timestamp,
    ) -> Option<Duration> {
        let rate = RateHeaders::read(headers, now);
        let mut state = self.budget.lock();
        let state = &mut *state;
        if refused && rate.is_concurrency_refusal() {
            state.concurrency.cut(self.entry);
            return Some(Duration::from_secs(1));
        }
        let bucket = state.buckets.entry(self.bucket).or_default();
        if refused {
            let wait = rate.wait_after_refusal();
            bucket.block_until(Instant::now() + wait);
            return Some(wait);
        }
        bucket.learn(&rate, Instant::now());
        state.concurrency.succeeded(self.entry);
        None
    }
}

impl Drop for Permit<'_> {
    fn drop(&mut self) {
        let mut state = self.budget.lock();
        state.concurrency.leave(self.entry);
        if let Some(bucket) = state.buckets.get_mut(&self.bucket) {
            bucket.in_flight = bucket.in_flight.saturating_sub(1);
        }
        drop(state);
        self.budget.changed.notify_waiters();
    }
}

impl<'a> Waiting<'a> {
    fn new(budget: &'a RateBudget, bucket: BucketName) -> Self {
        budget
            .lock()
            .buckets
            .entry(bucket)
            .or_default()
            .interactive_waiting += 1;
        Self { budget, bucket }
    }
}

impl Drop for Waiting<'_> {
    fn drop(&mut self) {
        if let Some(bucket) = self.budget.lock().buckets.get_mut(&self.bucket) {
            bucket.interactive_waiting = bucket.interactive_waiting.saturating_sub(1);
        }
        self.budget.changed.notify_waiters();
    }
}

#[cfg(test)]
mod tests;
