//! The one source of time: the machine's clock plus an offset that tests and the control page may move.

use std::sync::atomic::{AtomicI64, Ordering};
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

/// The simulated org's clock. It runs with the machine's clock and can be moved forward.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    offset_milliseconds: AtomicI64,
}

impl Clock {
    /// The current instant, moved by every earlier [`Clock::advance`].
    #[expect(
        clippy::disallowed_methods,
        reason = "the sandbox shares no code with the product: this is its one clock"
    )]
    pub(crate) fn now(&self) -> Timestamp {
        let offset = self.offset_milliseconds.load(Ordering::SeqCst);
        let now = Timestamp::now();
        now.checked_add(SignedDuration::from_millis(offset))
            .unwrap_or(now)
    }

    /// Moves the clock forward.
    pub(crate) fn advance(&self, by: Duration) {
        let milliseconds = i64::try_from(by.as_millis()).unwrap_or(i64::MAX / 4);
        self.offset_milliseconds
            .fetch_add(milliseconds, Ordering::SeqCst);
    }
}

/// Okta's form of a user's or group's time: UTC, whole seconds, written with three zeros (`2025-09-29T03:49:50.000Z`).
pub(crate) fn whole_seconds(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.000Z").to_string()
}

/// Okta's form of a System Log time: UTC with milliseconds.
pub(crate) fn milliseconds(time: Timestamp) -> String {
    time.strftime("%Y-%m-%dT%H:%M:%S.%3fZ").to_string()
}

/// The `Date` header's form (RFC 9110).
pub(crate) fn http_date(time: Timestamp) -> String {
    time.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_are_written_the_way_okta_writes_them() {
        let time: Timestamp = "2025-09-29T03:49:50.1234Z".parse().unwrap();
        assert_eq!(whole_seconds(time), "2025-09-29T03:49:50.000Z");
        assert_eq!(milliseconds(time), "2025-09-29T03:49:50.123Z");
        assert_eq!(http_date(time), "Mon, 29 Sep 2025 03:49:50 GMT");
    }

    #[test]
    fn advancing_moves_the_clock_forward() {
        let clock = Clock::default();
        let before = clock.now();
        clock.advance(Duration::from_hours(1));
        assert!(clock.now().duration_since(before) >= SignedDuration::from_secs(3600));
    }
}
