//! Numbers and times in words.

use jiff::Timestamp;

/// A number with its noun: "1 try", "2 tries".
pub(crate) fn counted(number: u32, one: &str, many: &str) -> String {
    format!("{number} {}", if number == 1 { one } else { many })
}

/// A length of time as people say it: "90 minutes", "2 hours and 5 minutes", "1 day". Days are rounded
/// up.
pub(crate) fn length_of(minutes: u32) -> String {
    const HOUR: u32 = 60;
    const DAY: u32 = 24 * HOUR;
    if minutes >= DAY {
        counted(minutes.div_ceil(DAY), "day", "days")
    } else if minutes.is_multiple_of(HOUR) && minutes > 0 {
        counted(minutes / HOUR, "hour", "hours")
    } else if minutes > 2 * HOUR {
        let hours = counted(minutes / HOUR, "hour", "hours");
        let minutes = counted(minutes % HOUR, "minute", "minutes");
        format!("{hours} and {minutes}")
    } else {
        counted(minutes, "minute", "minutes")
    }
}

/// Whole minutes from `now` to `until`, rounded up; `None` when that is past.
pub(crate) fn minutes_until(until: Timestamp, now: Timestamp) -> Option<u32> {
    let seconds = u32::try_from(until.duration_since(now).as_secs()).ok()?;
    (until > now).then(|| seconds.div_ceil(60).max(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_is_singular() {
        assert_eq!(counted(1, "try", "tries"), "1 try");
        assert_eq!(counted(0, "try", "tries"), "0 tries");
    }

    #[test]
    fn times_are_never_promised_too_short() {
        assert_eq!(length_of(1), "1 minute");
        assert_eq!(length_of(90), "90 minutes");
        assert_eq!(length_of(60), "1 hour");
        assert_eq!(length_of(120), "2 hours");
        assert_eq!(length_of(1402), "23 hours and 22 minutes");
        assert_eq!(length_of(1440), "1 day");
        assert_eq!(length_of(1500), "2 days");
    }
}
