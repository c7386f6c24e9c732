use crate::{Engine, EngineError, proven::Proven};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Digest, Limit, LimitReached, Network, UnitOfWork};
use latchkey_values::{LoginKey, PasswordPolicy};

/// How often requests may be started and codes mailed, per hour. They count for accounts that do
/// not exist as well, so that a limit tells nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct StartLimits {
    /// Starts for one account from one network.
    pub per_account_and_network: u32,
    /// Starts for one account from anywhere: caps the mail somebody else can cause.
    pub per_account: u32,
    /// Starts from one network.
    pub per_network: u32,
    /// Codes and notices mailed to one person, however the login was spelled.
    pub mails_per_person: u32,
}

impl Default for StartLimits {
    fn default() -> Self {
        Self {
            per_account_and_network: 5,
            per_account: 20,
            per_network: 30,
            mails_per_person: 8,
        }
    }
}

impl Engine {
    /// Counts a start against every limit, also when one is reached already.
    pub(crate) async fn count_start(
        &self,
        unit: &mut dyn UnitOfWork,
        account: &LoginKey,
        network: Network,
    ) -> Result<Result<(), LimitReached>, EngineError> {
        let limits = self.limits();
        let account = account.as_str();
        let counters = [
            (
                hourly("start-account-network", limits.per_account_and_network),
                format!("{network} {account}"),
            ),
            (
                hourly("start-account", limits.per_account),
                account.to_owned(),
            ),
            (
                hourly("start-network", limits.per_network),
                network.to_string(),
            ),
        ];
        let mut judged = Ok(());
        for (limit, key) in counters {
            judged = judged.and(self.count(unit, limit, &key).await?);
        }
        Ok(judged)
    }

    /// Counts a mail to a person.
    pub(crate) async fn count_mail(
        &self,
        unit: &mut dyn UnitOfWork,
        person: &str,
    ) -> Result<Result<(), LimitReached>, EngineError> {
        self.count(
            unit,
            hourly("mail-person", self.limits().mails_per_person),
            person,
        )
        .await
    }

    /// Counts a wrong current password in advance. `Err` holds the time from which one may be tried.
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
        for limit in wrong_current_limits(&proven.subject.policy) {
            let key = self.counter_key(&taken.person);
            let count = unit.count(limit.name, &key, limit.window_end(now)).await?;
            if let Err(reached) = limit.judge(count, now) {
                return Ok(Err(reached.until));
            }
            taken.tries_left = taken.tries_left.min(limit.most.saturating_sub(count));
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
        for (name, window) in WRONG_CURRENT_WINDOWS {
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

    fn counter_key(&self, counted: &str) -> Digest {
        Digest::from_hex(self.digests().counter_key(counted))
    }

    async fn count(
        &self,
        unit: &mut dyn UnitOfWork,
        limit: Limit,
        key: &str,
    ) -> Result<Result<(), LimitReached>, EngineError> {
        let now = self.now();
        let key = self.counter_key(key);
        let count = unit.count(limit.name, &key, limit.window_end(now)).await?;
        Ok(limit.judge(count, now))
    }
}

/// A try with a current password, counted as wrong in advance.
pub(crate) struct WrongCurrent {
    person: String,
    at: Timestamp,
    /// Tries left after this one, if it is wrong.
    pub(crate) tries_left: u32,
}

const WRONG_CURRENT_WINDOWS: [(&str, SignedDuration); 2] = [
    ("wrong-current-hour", SignedDuration::from_hours(1)),
    ("wrong-current-day", SignedDuration::from_hours(24)),
];

/// At most three an hour; and in a day less than half of what locks the account at the directory, so
/// that not even two neighbouring days together reach it.
fn wrong_current_limits(policy: &PasswordPolicy) -> [Limit; 2] {
    let a_day = match policy.lockout_attempts {
        0 => u32::MAX,
        attempts => (attempts - 1) / 2,
    };
    let [(hour_name, hour), (day_name, day)] = WRONG_CURRENT_WINDOWS;
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

fn hourly(name: &'static str, most: u32) -> Limit {
    Limit {
        name,
        most,
        window: SignedDuration::from_hours(1),
    }
}
