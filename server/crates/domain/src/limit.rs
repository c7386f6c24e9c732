use jiff::{SignedDuration, Timestamp};

/// How often something may happen within a window of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limit {
    /// What is counted, for example `start-account`; part of the counter's key.
    pub name: &'static str,
    /// How many are allowed.
    pub most: u32,
    /// Length of the window.
    pub window: SignedDuration,
}

/// The limit is used up.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the limit {name} is used up until {until}")]
pub struct LimitReached {
    /// Which limit.
    pub name: &'static str,
    /// When it starts anew.
    pub until: Timestamp,
}

impl Limit {
    /// The end of the window that `now` lies in. Windows are aligned to the epoch.
    #[must_use]
    pub fn window_end(&self, now: Timestamp) -> Timestamp {
        let length = self.window.as_secs().max(1);
        let end = (now.as_second().div_euclid(length) + 1) * length;
        Timestamp::from_second(end).unwrap_or(Timestamp::MAX)
    }

    /// How many are left after `count`.
    #[must_use]
    pub fn left(&self, count: u32) -> u32 {
        self.most.saturating_sub(count)
    }

    /// Judges the count after this hit.
    ///
    /// # Errors
    /// [`LimitReached`] when `count` is over the limit.
    pub fn judge(&self, count: u32, now: Timestamp) -> Result<(), LimitReached> {
        if count <= self.most {
            return Ok(());
        }
        Err(LimitReached {
            name: self.name,
            until: self.window_end(now),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_holds_until_its_window_ends() {
        let limit = Limit {
            name: "start-account",
            most: 2,
            window: SignedDuration::from_mins(60),
        };
        let now: Timestamp = "2026-01-01T10:15:00Z".parse().expect("a time");
        assert_eq!(limit.judge(2, now), Ok(()));
        let until = "2026-01-01T11:00:00Z".parse().expect("a time");
        assert_eq!(
            limit.judge(3, now),
            Err(LimitReached {
                name: "start-account",
                until
            })
        );
    }
}
