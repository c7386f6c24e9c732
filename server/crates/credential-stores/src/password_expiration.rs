use crate::Person;
use jiff::{SignedDuration, Timestamp};

/// When a password expires.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PasswordExpiration {
    /// When it last changed.
    pub changed_at: Timestamp,
    /// When it expires.
    pub expires_at: Timestamp,
    /// From when on the person is to be warned; `expires_at` when the policy warns nobody.
    pub warns_from: Timestamp,
}

/// A page of people whose password ends.
#[derive(Clone, Debug, Default)]
pub struct PasswordEnds {
    /// How many people were looked at for it.
    pub looked_at: u32,
    /// Those whose password ends, and when.
    pub people: Vec<(Person, PasswordExpiration)>,
    /// Where the next page begins; `None` when this was the last.
    pub next: Option<String>,
}

impl PasswordExpiration {
    /// By the policy's days: 0 for `max_age` means that it never expires (`None`).
    #[must_use]
    pub fn of(changed_at: Timestamp, max_age_days: u32, warn_days: u32) -> Option<Self> {
        if max_age_days == 0 {
            return None;
        }
        let expires_at = after(changed_at, i64::from(max_age_days));
        let warns_from = after(expires_at, -i64::from(warn_days.min(max_age_days)));
        Some(Self {
            changed_at,
            expires_at,
            warns_from,
        })
    }

    /// Whole days left at `now`; 0 on the last day and once it is expired.
    #[must_use]
    pub fn days_left(&self, now: Timestamp) -> u32 {
        let hours = self.expires_at.duration_since(now).as_hours();
        u32::try_from(hours / 24).unwrap_or_default()
    }

    /// Whether it is expired at `now`.
    #[must_use]
    pub fn is_expired(&self, now: Timestamp) -> bool {
        now >= self.expires_at
    }

    /// Whether the person is to be warned at `now`.
    #[must_use]
    pub fn warns(&self, now: Timestamp) -> bool {
        now >= self.warns_from && !self.is_expired(now)
    }
}

/// No time later or earlier than times can be.
fn after(time: Timestamp, days: i64) -> Timestamp {
    let by = SignedDuration::from_hours(days.saturating_mul(24));
    time.saturating_add(by).unwrap_or(time)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(day: i64) -> Timestamp {
        after(Timestamp::UNIX_EPOCH, day)
    }

    #[test]
    fn a_password_expires_by_its_age_and_warns_before() {
        let expiration = PasswordExpiration::of(day(0), 90, 5).expect("expires");
        assert_eq!(
            (expiration.expires_at, expiration.warns_from),
            (day(90), day(85))
        );
        for (now, left, warns, expired) in [
            (day(0), 90, false, false),
            (day(85), 5, true, false),
            (day(89), 1, true, false),
            (day(90), 0, false, true),
            (day(120), 0, false, true),
        ] {
            let seen = (
                expiration.days_left(now),
                expiration.warns(now),
                expiration.is_expired(now),
            );
            assert_eq!(seen, (left, warns, expired), "{now}");
        }
    }

    #[test]
    fn an_age_of_zero_never_expires_and_odd_numbers_do_no_harm() {
        assert_eq!(PasswordExpiration::of(day(0), 0, 5), None);
        let short = PasswordExpiration::of(day(0), 1, 30).expect("expires");
        assert_eq!(short.warns_from, day(0));
        assert!(PasswordExpiration::of(day(0), u32::MAX, u32::MAX).is_some());
    }
}
