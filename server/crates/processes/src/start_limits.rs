use crate::{
    Beginning, Engine, EngineError,
    limits::{Counted, hourly},
};
use jiff::Timestamp;
use latchkey_domain::{Limit, Network, Process, UnitOfWork, Visitor};
use latchkey_values::Login;

/// Who begins what.
#[derive(Clone, Copy)]
pub(crate) struct StartOf<'a> {
    pub(crate) process: &'a Process,
    pub(crate) login: &'a Login,
    pub(crate) visitor: &'a Visitor,
}

const HERE: &str = "starts-of-account-in-network";
const NETWORK: &str = "starts-of-network";
const ACCOUNT: &str = "starts-of-account";
const ALL: &str = "starts";

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
        beginning: &Beginning,
        visitor: &Visitor,
    ) -> Result<Option<Timestamp>, EngineError> {
        let mut unit = self.read().await?;
        let Some(process) = self.entry(unit.as_mut(), beginning).await? else {
            return Ok(None);
        };
        let start = StartOf {
            process: &process,
            login: &beginning.login,
            visitor,
        };
        let mut until = None;
        let wrong_codes = self.wrong_codes_here(start.login, visitor.network);
        let gates = self.gates(start).into_iter().map(|gate| gate.counted);
        for counted in gates.chain([wrong_codes]) {
            until = until.max(self.blocked_until(unit.as_mut(), &counted).await?);
        }
        Ok(until)
    }

    /// Counts a start at one gate after the other, the narrowest first: a start that one gate turns
    /// away does not count at the wider ones, so that nobody can use up what belongs to others.
    pub(crate) async fn count_start(
        &self,
        unit: &mut dyn UnitOfWork,
        start: StartOf<'_>,
        needs_work: bool,
    ) -> Result<Start, EngineError> {
        let network = Some(start.visitor.network);
        for gate in self.gates(start) {
            let limit = gate.counted.limit;
            match self.hit(unit, gate.counted, network).await? {
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

    /// Every limit on starting, the narrowest first; each of the process's own before the portal's.
    /// Writers take them in this order, so that none waits in a circle.
    fn gates(&self, start: StartOf<'_>) -> Vec<Gate> {
        let limits = self.limits();
        let own = start.process.limits;
        let network = start.visitor.network;
        let account = self.account(start.login);
        let account = account.as_str();
        let here = (
            format!("{network} {account}"),
            format!("{account} from {network}"),
        );
        let device = start.visitor.device.as_str();
        let browser = format!("a browser in {network}");
        let of_process = |name, most, key: &str, shown: &str| {
            Some(self.process_gate(start.process, hourly(name, most?), key, shown))
        };
        let per_network = own.starts_per_network_per_hour;
        let shown = network.to_string();
        let gates = [
            Some(self.plain_gate("starts-of-device", limits.per_device, device, &browser)),
            of_process(
                HERE,
                own.starts_per_account_and_network_per_hour,
                &here.0,
                &here.1,
            ),
            Some(self.plain_gate(HERE, limits.per_account_and_network, &here.0, &here.1)),
            of_process(NETWORK, per_network, &shown, &shown),
            Some(self.network_gate(network)),
            of_process(ACCOUNT, own.starts_per_account_per_hour, account, account),
            Some(self.plain_gate(ACCOUNT, limits.per_account, account, account)),
            of_process(ALL, own.starts_per_hour, "everybody", "everybody"),
            Some(self.whole_gate()),
        ];
        gates.into_iter().flatten().collect()
    }

    fn plain_gate(&self, name: &'static str, most: u32, key: &str, shown: &str) -> Gate {
        Gate {
            counted: self.counted(hourly(name, most), key, shown),
            without_work: u32::MAX,
        }
    }

    /// A limit of a process counts what begins there only, and stops nobody elsewhere.
    fn process_gate(&self, process: &Process, limit: Limit, key: &str, shown: &str) -> Gate {
        let alias = &process.alias;
        let (key, shown) = (
            format!("process {alias} {key}"),
            format!("{shown} in {alias}"),
        );
        self.plain_gate(limit.name, limit.most, &key, &shown)
    }

    fn network_gate(&self, network: Network) -> Gate {
        let limits = self.limits();
        let limit = hourly(NETWORK, limits.per_network);
        let network = network.to_string();
        Gate {
            counted: self.counted(limit, &network, &network),
            without_work: limits.per_network_without_work,
        }
    }

    fn whole_gate(&self) -> Gate {
        let limits = self.limits();
        let limit = hourly(ALL, limits.in_all);
        Gate {
            counted: self.counted(limit, "everybody", "everybody"),
            without_work: limits.in_all_without_work,
        }
    }
}
