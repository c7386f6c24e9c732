use crate::{Engine, EngineError, proven::Proven};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::Limit;
use latchkey_values::PasswordPolicy;

/// A try with a current password, counted as wrong in advance.
pub(crate) struct WrongCurrent {
    person: String,
    at: Timestamp,
    /// Tries left after this one, if it is wrong.
    pub(crate) tries_left: u32,
}

const WINDOWS: [(&str, SignedDuration); 2] = [
    ("wrong-current-hour", SignedDuration::from_hours(1)),
    ("wrong-current-day", SignedDuration::from_hours(24)),
];

impl Engine {
    /// Counts a wrong current password in advance. `Err` holds the time from which one may be tried.
    ///
    /// No block is kept of it that somebody could lift: what is counted here keeps the directory
    /// from locking the account.
    pub(crate) async fn take_current_try(
        &self,
        proven: &Proven,
    ) -> Result<Result<WrongCurrent, Timestamp>, EngineError> {
        let mut unit = self.begin().await?;
        let now = self.now();
        let mut taken = WrongCurrent {
            person: proven.person.id.clone(),
            at: now,
            tries_left: u32::MAX,
        };
        for limit in limits(&proven.subject.policy) {
            let key = self.counter_key(&taken.person);
            let count = unit.count(limit.name, &key, limit.window_end(now)).await?;
            if let Err(reached) = limit.judge(count, now) {
                return Ok(Err(reached.until));
            }
            taken.tries_left = taken.tries_left.min(limit.left(count));
        }
        self.commit(unit).await?;
        Ok(Ok(taken))
    }

    /// The current password was right after all.
    pub(crate) async fn give_back_current_try(
        &self,
        taken: &WrongCurrent,
    ) -> Result<(), EngineError> {
        let mut unit = self.begin().await?;
        for (name, window) in WINDOWS {
            let limit = Limit {
                name,
                most: 0,
                window,
            };
            let key = self.counter_key(&taken.person);
            unit.uncount(name, &key, limit.window_end(taken.at)).await?;
        }
        self.commit(unit).await
    }
}

/// At most three an hour; and in a day less than half of what locks the account at the directory, so
/// that not even two neighbouring days together reach it.
fn limits(policy: &PasswordPolicy) -> [Limit; 2] {
    let a_day = match policy.lockout_attempts {
        0 => u32::MAX,
        attempts => (attempts - 1) / 2,
    };
    let [(hour_name, hour), (day_name, day)] = WINDOWS;
    [
        Limit {
            name: hour_name,
            most: 3,
            window: hour,
        },
        Limit {
            name: day_name,
            most: a_day,
            window: day,
        },
    ]
}
