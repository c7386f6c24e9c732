use crate::{Engine, EngineError, limits::Counted};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Limit, Network, Request, UnitOfWork};
use latchkey_values::Login;

/// NIST SP 800-63B-4, 3.2.2: at most 100 failures in a row for one account.
const IN_A_ROW: Limit = Limit {
    name: "wrong-codes-of-person",
    most: 100,
    window: SignedDuration::from_hours(7 * 24),
};

impl Engine {
    /// Counts a wrong code: for the account in this network, which the visitor is told of, and for
    /// the person, which only the person is told of, by mail. `Err` holds the time until which the
    /// account is blocked in this network.
    pub(crate) async fn count_wrong_code(
        &self,
        unit: &mut dyn UnitOfWork,
        request: &Request,
        network: Network,
    ) -> Result<Result<(), Timestamp>, EngineError> {
        let here = self.wrong_codes_here(&request.login, network);
        let here = self.hit(unit, here, Some(network)).await?;
        let person = self.wrong_codes_of(request);
        // What comes of it shows when the next code is asked for.
        let _ = self.hit(unit, person, Some(network)).await?;
        Ok(here.map(drop).map_err(|reached| reached.until))
    }

    /// Whether so many codes were wrong in a row that none is accepted any more.
    pub(crate) async fn codes_are_blocked(
        &self,
        unit: &mut dyn UnitOfWork,
        request: &Request,
    ) -> Result<bool, EngineError> {
        let person = self.wrong_codes_of(request);
        Ok(self.blocked_until(unit, &person).await?.is_some())
    }

    /// The same for a person whom the directory knows.
    pub(crate) async fn person_is_blocked(
        &self,
        unit: &mut dyn UnitOfWork,
        person: &str,
    ) -> Result<bool, EngineError> {
        let person = self.counted(IN_A_ROW, person, person);
        Ok(self.blocked_until(unit, &person).await?.is_some())
    }

    /// A right code: the row of wrong ones is over.
    pub(crate) async fn forget_wrong_codes(
        &self,
        unit: &mut dyn UnitOfWork,
        request: &Request,
    ) -> Result<(), EngineError> {
        let person = self.wrong_codes_of(request);
        Ok(unit.forget_counts(IN_A_ROW.name, &person.key).await?)
    }

    pub(crate) fn wrong_codes_here(&self, login: &Login, network: Network) -> Counted {
        let account = self.account(login);
        let account = account.as_str();
        let limit = Limit {
            name: "wrong-codes-of-account-in-network",
            most: self.limits().wrong_codes_per_account_and_network,
            window: SignedDuration::from_hours(24),
        };
        let shown = format!("{account} from {network}");
        self.counted(limit, &format!("{network} {account}"), &shown)
    }

    /// Counted for people who do not exist as well: the same work for everybody.
    fn wrong_codes_of(&self, request: &Request) -> Counted {
        let account = self.account(&request.login);
        let who = request
            .subject
            .as_ref()
            .map_or(account.as_str(), |subject| subject.id.as_str());
        self.counted(IN_A_ROW, who, who)
    }
}
