use jiff::{SignedDuration, Timestamp, civil::Date, tz::Offset};

/// A span of whole days, as clocks at a given offset from UTC tell them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Period {
    /// The first moment in it.
    pub from: Timestamp,
    /// The first moment after it.
    pub until: Timestamp,
    /// Where its days begin.
    pub offset: Offset,
}

impl Period {
    const DAY: SignedDuration = SignedDuration::from_hours(24);

    /// The `days` days that end with the day `now` lies in.
    #[must_use]
    pub fn last_days(days: u32, now: Timestamp, offset: Offset) -> Self {
        let local = now + SignedDuration::from_secs(offset.seconds().into());
        let into_the_day = local.as_second().rem_euclid(Self::DAY.as_secs());
        let midnight = Timestamp::from_second(now.as_second() - into_the_day).unwrap_or(now);
        let before = Self::DAY * i32::try_from(days.saturating_sub(1)).unwrap_or(i32::MAX);
        Self {
            from: midnight.checked_sub(before).unwrap_or(Timestamp::MIN),
            until: midnight + Self::DAY,
            offset,
        }
    }

    /// Its days, the earliest first.
    #[must_use]
    pub fn days(&self) -> Vec<Date> {
        let mut days = Vec::new();
        let mut at = self.from;
        while at < self.until {
            days.push(self.offset.to_datetime(at).date());
            at += Self::DAY;
        }
        days
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().expect("a time")
    }

    #[test]
    fn days_begin_at_midnight_where_people_are() {
        let now = at("2026-01-01T23:30:00Z");
        let utc = Period::last_days(1, now, Offset::UTC);
        assert_eq!(
            (utc.from, utc.until),
            (at("2026-01-01T00:00:00Z"), at("2026-01-02T00:00:00Z"))
        );
        let east = Period::last_days(1, now, Offset::constant(2));
        assert_eq!(
            (east.from, east.until),
            (at("2026-01-01T22:00:00Z"), at("2026-01-02T22:00:00Z"))
        );
        let west = Period::last_days(2, at("2026-01-01T03:00:00Z"), Offset::constant(-5));
        assert_eq!(
            (west.from, west.until),
            (at("2025-12-30T05:00:00Z"), at("2026-01-01T05:00:00Z"))
        );
    }

    #[test]
    fn every_day_of_a_period_is_told_once() {
        let week = Period::last_days(7, at("2026-01-03T12:00:00Z"), Offset::constant(2));
        let days: Vec<_> = week.days().iter().map(Date::to_string).collect();
        assert_eq!(days.len(), 7);
        assert_eq!((&*days[0], &*days[6]), ("2025-12-28", "2026-01-03"));
    }
}
