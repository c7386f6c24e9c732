use super::{
    RateBudget,
    bucket::{Bucket, BucketName},
};
use std::time::Duration;
use tokio::time::Instant;

/// How many calls Okta last said it would take, in one of its buckets.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RateHeadroom {
    /// Which calls, for example `read-user`.
    pub bucket: &'static str,
    /// Calls a window.
    pub limit: u32,
    /// Calls left in it.
    pub remaining: u32,
    /// The time until the next window; none when that has begun.
    pub resets_in: Duration,
}

impl RateBudget {
    /// What is known about each bucket that was used, the fullest last.
    pub(crate) fn headroom(&self) -> Vec<RateHeadroom> {
        let now = Instant::now();
        let state = self.lock();
        let known = state.buckets.iter();
        let mut headroom: Vec<_> = known
            .filter_map(|(name, bucket)| of(*name, bucket, now))
            .collect();
        headroom.sort_by_key(|known| {
            let percent = u64::from(known.remaining) * 100 / u64::from(known.limit.max(1));
            (percent, known.bucket)
        });
        headroom
    }
}

fn of(name: BucketName, bucket: &Bucket, now: Instant) -> Option<RateHeadroom> {
    let (limit, remaining, ends) = bucket.window()?;
    let resets_in = ends.saturating_duration_since(now);
    Some(RateHeadroom {
        bucket: name.name(),
        limit,
        remaining: if resets_in.is_zero() {
            limit
        } else {
            remaining
        },
        resets_in,
    })
}
