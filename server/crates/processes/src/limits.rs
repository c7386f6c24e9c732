use crate::{Engine, EngineError};
use jiff::SignedDuration;
use latchkey_domain::{Digest, Limit, LimitReached, Network, UnitOfWork};
use latchkey_values::LoginKey;

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

    async fn count(
        &self,
        unit: &mut dyn UnitOfWork,
        limit: Limit,
        key: &str,
    ) -> Result<Result<(), LimitReached>, EngineError> {
        let now = self.now();
        let key = Digest::from_hex(self.digests().counter_key(key));
        let count = unit.count(limit.name, &key, limit.window_end(now)).await?;
        Ok(limit.judge(count, now))
    }
}

fn hourly(name: &'static str, most: u32) -> Limit {
    Limit {
        name,
        most,
        window: SignedDuration::from_hours(1),
    }
}
