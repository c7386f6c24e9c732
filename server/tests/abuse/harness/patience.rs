use std::time::Duration;
use tokio::time::{Instant, sleep};

/// Looks again and again for something to come about, but not for ever.
pub(crate) struct Patience {
    what: &'static str,
    end: Instant,
}

impl Patience {
    /// So many seconds for `what` to come about.
    pub(crate) fn of(seconds: u64, what: &'static str) -> Self {
        Self {
            what,
            end: Instant::now() + Duration::from_secs(seconds),
        }
    }

    /// Waits a moment before the next look.
    ///
    /// # Panics
    /// When it did not come about in time.
    pub(crate) async fn look_again(&self) {
        assert!(Instant::now() < self.end, "in vain: {}", self.what);
        sleep(Duration::from_millis(5)).await;
    }
}
