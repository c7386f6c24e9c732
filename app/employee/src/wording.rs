//! Lengths of time in words.

use jiff::Timestamp;
use latchkey_text::Time;

/// A length of time as people say it: "90 minutes", "2 hours and 5 minutes", "1 day". Days are rounded
/// up.
pub(crate) fn length_of(time: &Time, minutes: u32) -> String {
    const HOUR: u32 = 60;
    const DAY: u32 = 24 * HOUR;
    if minutes >= DAY {
        time.days(minutes.div_ceil(DAY))
    } else if minutes.is_multiple_of(HOUR) && minutes > 0 {
        time.hours(minutes / HOUR)
    } else if minutes > 2 * HOUR {
        time.hours_and_minutes(&time.hours(minutes / HOUR), &time.minutes(minutes % HOUR))
    } else {
        time.minutes(minutes)
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
    use latchkey_text::Texts;
    use latchkey_values::Language;

    #[test]
    fn times_are_never_promised_too_short() {
        let length_of = |minutes| length_of(&Texts::of(Language::English).time, minutes);
        assert_eq!(length_of(1), "1 minute");
        assert_eq!(length_of(90), "90 minutes");
        assert_eq!(length_of(60), "1 hour");
        assert_eq!(length_of(120), "2 hours");
        assert_eq!(length_of(1402), "23 hours and 22 minutes");
        assert_eq!(length_of(1440), "1 day");
        assert_eq!(length_of(1500), "2 days");
    }

    #[test]
    fn times_are_said_in_the_readers_language() {
        let length_of = |minutes| length_of(&Texts::of(Language::German).time, minutes);
        assert_eq!(length_of(1402), "23 Stunden und 22 Minuten");
        assert_eq!(length_of(1500), "2 Tagen");
    }
}
