use http::{HeaderMap, header::DATE};
use jiff::{Timestamp, fmt::rfc2822::DateTimeParser};
use std::time::Duration;

/// Longest wait taken from a header.
const LONGEST_WAIT: Duration = Duration::from_mins(2);
/// A reset further away than this is no reset.
const ABSURD_SECONDS: i64 = 3600;
/// The wait when the headers do not tell.
const UNKNOWN_WAIT: Duration = Duration::from_secs(2);

/// `X-Rate-Limit-*` of one answer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct RateHeaders {
    limit: Option<u32>,
    remaining: Option<u32>,
    /// Epoch seconds on Okta's clock.
    reset: Option<i64>,
    /// Seconds until the reset, by Okta's clock, and one more because both are whole seconds.
    left: Option<Duration>,
}

impl RateHeaders {
    pub(super) fn read(headers: &HeaderMap, now: Timestamp) -> Self {
        let reset: Option<i64> = number(headers, "x-rate-limit-reset");
        let date = date(headers).unwrap_or(now).as_second();
        let seconds = reset.and_then(|reset| reset.checked_sub(date)?.checked_add(1));
        let left = seconds
            .filter(|seconds| (1..=ABSURD_SECONDS).contains(seconds))
            .and_then(|seconds| u64::try_from(seconds).ok())
            .map(|seconds| Duration::from_secs(seconds).min(LONGEST_WAIT));
        Self {
            limit: number(headers, "x-rate-limit-limit"),
            remaining: number(headers, "x-rate-limit-remaining"),
            reset,
            left,
        }
    }

    /// Okta marks "too many calls at once" by zeros; its reset is only a guess then.
    pub(super) fn is_concurrency_refusal(&self) -> bool {
        self.limit == Some(0) && self.remaining == Some(0)
    }

    pub(super) fn wait_after_refusal(&self) -> Duration {
        self.left.unwrap_or(UNKNOWN_WAIT)
    }

    /// Limit, remaining, reset and the time left, when all are there and make sense.
    pub(super) fn window(&self) -> Option<(u32, u32, i64, Duration)> {
        let limit = self.limit.filter(|limit| *limit > 0)?;
        Some((limit, self.remaining?, self.reset?, self.left?))
    }
}

/// Okta's time, which need not be ours.
fn date(headers: &HeaderMap) -> Option<Timestamp> {
    DateTimeParser::new()
        .parse_timestamp(headers.get(DATE)?.as_bytes())
        .ok()
}

/// `None` for a header that is missing, no number, or there twice with different values.
fn number<T: std::str::FromStr>(headers: &HeaderMap, name: &str) -> Option<T> {
    let mut values = headers.get_all(name).iter();
    let first = values.next()?;
    if values.any(|other| other != first) {
        return None;
    }
    first.to_str().ok()?.trim().parse().ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use http::HeaderValue;

    fn read(pairs: &[(&'static str, &'static str)]) -> RateHeaders {
        let mut headers = HeaderMap::new();
        for (name, value) in pairs {
            headers.append(*name, HeaderValue::from_static(value));
        }
        RateHeaders::read(
            &headers,
            Timestamp::from_second(1_598_552_500).expect("time"),
        )
    }

    #[test]
    fn the_wait_follows_oktas_clock_and_not_ours() {
        // 1598552525 is Thu, 27 Aug 2020 18:22:05 GMT.
        let rate = read(&[
            ("x-rate-limit-reset", "1598552525"),
            ("date", "Thu, 27 Aug 2020 18:21:49 GMT"),
        ]);
        assert_eq!(rate.wait_after_refusal(), Duration::from_secs(17));
        let without_date = read(&[("x-rate-limit-reset", "1598552525")]);
        assert_eq!(without_date.wait_after_refusal(), Duration::from_secs(26));
    }

    #[test]
    fn far_resets_are_clamped_and_absurd_ones_ignored() {
        for (reset, seconds) in [
            ("1598552500", 1),
            ("1598552800", 120),
            ("1598552400", 2),
            ("-5", 2),
            ("4102444800", 2),
            ("9223372036854775807", 2),
            ("soon", 2),
        ] {
            let wait = read(&[("x-rate-limit-reset", reset)]).wait_after_refusal();
            assert_eq!(wait, Duration::from_secs(seconds), "{reset}");
        }
        assert_eq!(read(&[]).wait_after_refusal(), UNKNOWN_WAIT);
    }

    #[test]
    fn a_header_sent_twice_counts_only_when_it_agrees() {
        let twice = |other| {
            read(&[
                ("x-rate-limit-reset", "1598552525"),
                ("x-rate-limit-reset", other),
            ])
            .reset
        };
        assert_eq!(twice("1598552525"), Some(1_598_552_525));
        assert_eq!(twice("1598552999"), None);
    }

    #[test]
    fn zeros_mean_too_many_calls_at_once() {
        let zeros = [("x-rate-limit-limit", "0"), ("x-rate-limit-remaining", "0")];
        assert!(read(&zeros).is_concurrency_refusal());
        assert_eq!(read(&zeros).window(), None);
        assert!(
            !read(&[
                ("x-rate-limit-limit", "50"),
                ("x-rate-limit-remaining", "0")
            ])
            .is_concurrency_refusal()
        );
    }
}
