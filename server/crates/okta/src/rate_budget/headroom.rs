use super::RateBudget;
use jiff::Timestamp;
use tokio::time::Instant;

/// What is left of one of Okta's rate limits, as the last answer told (`X-Rate-Limit-*`). The limit is the
/// credential's own: by default half of the org's.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RateHeadroom {
    /// The calls that share the limit, such as `GET /api/v1/users/{id}`; `/api/v1` stands for all that
    /// have no limit of their own.
    pub calls: &'static str,
    /// Calls in a window, which normally lasts a minute.
    pub limit: u32,
    /// Calls left.
    pub remaining: u32,
    /// When the next window opens, by Okta's clock.
    pub resets_at: Timestamp,
}

impl RateBudget {
    /// The current windows that answers have told of.
    pub(crate) fn headroom(&self) -> Vec<RateHeadroom> {
        let state = self.lock();
        let now = Instant::now();
        let mut buckets: Vec<_> = state.buckets.iter().collect();
        buckets.sort_unstable_by_key(|(name, _)| **name);
        let known = buckets.into_iter().filter_map(|(name, bucket)| {
            let (limit, remaining, reset) = bucket.headroom(now)?;
            Some(RateHeadroom {
                calls: name.label(),
                limit,
                remaining,
                resets_at: Timestamp::from_second(reset).ok()?,
            })
        });
        known.collect()
    }
}
