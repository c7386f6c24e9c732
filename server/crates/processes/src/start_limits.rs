use crate::{
    Engine, EngineError,
    limits::{Counted, hourly},
};
use jiff::Timestamp;
use latchkey_domain::{Network, UnitOfWork, Visitor};
use latchkey_values::Login;

/// One of the limits on starting.
struct Gate {
    counted: Counted,
    /// How many pass without work.
    without_work: u32,
}

/// What the limits say to one more start.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Start {
    /// Go on.
    Free,
    /// Only once the browser has done some work; without, from this time on.
    AfterWork(Timestamp),
    /// Not before this time.
    Blocked(Timestamp),
}

impl Engine {
    /// Whether a start is blocked already. Only reads, so that a flood that is turned away neither
    /// counts nor fills the audit trail.
    pub(crate) async fn start_is_blocked(
        &self,
        login: &Login,
        visitor: &Visitor,
    ) -> Result<Option<Timestamp>, EngineError> {
        let mut unit = self.read().await?;
        let mut until = None;
        let wrong_codes = self.wrong_codes_here(login, visitor.network);
        let gates = self.gates(login, visitor).map(|gate| gate.counted);
        for counted in gates.into_iter().chain([wrong_codes]) {
            until = until.max(self.blocked_until(unit.as_mut(), &counted).await?);
        }
        Ok(until)
    }

    /// Counts a start at one gate after the other, the narrowest first: a start that one gate turns
    /// away does not count at the wider ones, so that nobody can use up what belongs to others.
    pub(crate) async fn count_start(
        &self,
        unit: &mut dyn UnitOfWork,
        login: &Login,
        visitor: &Visitor,
        needs_work: bool,
    ) -> Result<Start, EngineError> {
        for gate in self.gates(login, visitor) {
            let limit = gate.counted.limit;
            match self.hit(unit, gate.counted, Some(visitor.network)).await? {
                Err(reached) => return Ok(Start::Blocked(reached.until)),
                Ok(count) if needs_work && count > gate.without_work => {
                    return Ok(Start::AfterWork(limit.window_end(self.now())));
                }
                Ok(_) => {}
            }
        }
        Ok(Start::Free)
    }

    /// Whether the next start from `network` has to be worked for.
    pub(crate) async fn looks_automatic(
        &self,
        unit: &mut dyn UnitOfWork,
        network: Network,
    ) -> Result<bool, EngineError> {
        for Gate {
            counted,
            without_work,
        } in [self.network_gate(network), self.whole_gate()]
        {
            let end = counted.limit.window_end(self.now());
            let count = unit.counted(counted.limit.name, &counted.key, end).await?;
            if count >= without_work {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Every limit on starting, the narrowest first. Writers take them in this order, so that none
    /// waits in a circle.
    fn gates(&self, login: &Login, visitor: &Visitor) -> [Gate; 5] {
        let limits = self.limits();
        let account = self.account(login);
        let account = account.as_str();
        let network = visitor.network;
        let here = format!("{network} {account}");
        let plain = |name, most, key: &str, shown: &str| Gate {
            counted: self.counted(hourly(name, most), key, shown),
            without_work: u32::MAX,
        };
        [
            plain(
                "starts-of-device",
                limits.per_device,
                visitor.device.as_str(),
                &format!("a browser in {network}"),
            ),
            plain(
                "starts-of-account-in-network",
                limits.per_account_and_network,
                &here,
                &format!("{account} from {network}"),
            ),
            self.network_gate(network),
            plain("starts-of-account", limits.per_account, account, account),
            self.whole_gate(),
        ]
    }

    fn network_gate(&self, network: Network) -> Gate {
        let limits = self.limits();
        let limit = hourly("starts-of-network", limits.per_network);
        let network = network.to_string();
        Gate {
            counted: self.counted(limit, &network, &network),
            without_work: limits.per_network_without_work,
        }
    }

    fn whole_gate(&self) -> Gate {
        let limits = self.limits();
        let limit = hourly("starts", limits.in_all);
        Gate {
            counted: self.counted(limit, "everybody", "everybody"),
            without_work: limits.in_all_without_work,
        }
    }
}
