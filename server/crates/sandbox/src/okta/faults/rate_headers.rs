//! Rate-limit headers other than those the org counted.

use http::{HeaderMap, HeaderValue};
use jiff::{SignedDuration, Timestamp};

use super::RateHeaders;

const LIMIT: &str = "x-rate-limit-limit";
const REMAINING: &str = "x-rate-limit-remaining";
const RESET: &str = "x-rate-limit-reset";

/// The first second of the year 2100.
const FAR_FUTURE: i64 = 4_102_444_800;

/// A concurrency 429 gives its `Reset` as a hint only, this far ahead.
const CONCURRENCY_HINT: SignedDuration = SignedDuration::from_secs(60);

/// The headers of a bucket that is used up until `reset`. `Limit` stays as the org has it.
pub(super) fn used_up(headers: &mut HeaderMap, reset: Timestamp) {
    // Whole seconds, and not before the end.
    let second = reset.as_second() + i64::from(reset.subsec_nanosecond() > 0);
    headers.insert(REMAINING, HeaderValue::from(0));
    headers.insert(RESET, HeaderValue::from(second));
}

/// The headers of too many calls at once.
pub(super) fn concurrency(headers: &mut HeaderMap, now: Timestamp) {
    headers.insert(LIMIT, HeaderValue::from(0));
    used_up(headers, now.checked_add(CONCURRENCY_HINT).unwrap_or(now));
}

/// Makes the headers odd.
pub(super) fn distort(headers: &mut HeaderMap, odd: RateHeaders) {
    match odd {
        RateHeaders::Real => {}
        RateHeaders::Missing => {
            for name in [LIMIT, REMAINING, RESET] {
                headers.remove(name);
            }
        }
        RateHeaders::FarFuture => set_reset(headers, HeaderValue::from(FAR_FUTURE)),
        RateHeaders::Negative => set_reset(headers, HeaderValue::from(-1)),
        RateHeaders::NotANumber => set_reset(headers, HeaderValue::from_static("soon")),
        RateHeaders::Duplicated => {
            let reset = headers.get(RESET).and_then(|value| value.to_str().ok());
            let reset: i64 = reset.and_then(|text| text.parse().ok()).unwrap_or_default();
            headers.append(RESET, HeaderValue::from(reset + 3600));
        }
    }
}

fn set_reset(headers: &mut HeaderMap, value: HeaderValue) {
    headers.insert(RESET, value);
}

/// Says that nothing remains, where the headers say anything.
pub(super) fn none_remaining(headers: &mut HeaderMap) {
    if headers.contains_key(REMAINING) {
        headers.insert(REMAINING, HeaderValue::from(0));
    }
}
