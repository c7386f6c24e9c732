use std::time::Duration;
use tokio::time::{Instant, sleep};

const PAUSE: Duration = Duration::from_millis(20);

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

    /// Whether there is none left.
    pub(crate) fn is_over(&self) -> bool {
        Instant::now() >= self.end
    }

    /// Waits a moment before the next look.
    ///
    /// # Panics
    /// When it did not come about in time.
    pub(crate) async fn look_again(&self) {
        assert!(!self.is_over(), "in vain: {}", self.what);
        Self::pause().await;
    }

    /// Waits a moment, for those who ask [`Patience::is_over`] themselves.
    pub(crate) async fn pause() {
        sleep(PAUSE).await;
    }
}
