use crate::{Engine, EngineError, desk::DeskLimits};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, Block, Digest, Limit, LimitReached, Network, UnitOfWork,
};
use latchkey_values::{BlockId, Login, LoginKey};
use serde_json::{Map, json};

/// How often things may happen. All of it counts for accounts that do not exist as well, so that a
/// limit tells nothing.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Starts from one browser, an hour.
    pub per_device: u32,
    /// Starts for one account from one network, an hour.
    pub per_account_and_network: u32,
    /// Starts from one network, an hour.
    pub per_network: u32,
    /// Starts for one account from anywhere, an hour: caps the mail somebody else can cause.
    pub per_account: u32,
    /// Starts in all, an hour.
    pub in_all: u32,
    /// Starts from one network, an hour, before a browser has to do some work for the next.
    pub per_network_without_work: u32,
    /// Starts in all, an hour, before browsers have to do some work for the next.
    pub in_all_without_work: u32,
    /// Codes and notices mailed to one person, an hour, however the login was spelled.
    pub mails_per_person: u32,
    /// Wrong codes for one account from one network, a day.
    pub wrong_codes_per_account_and_network: u32,
    /// How often agents of the service desk may do what they do.
    pub desk: DeskLimits,
    /// Email domains that people may leave out: `alice` and `alice@example.com` count together.
    pub login_domains: Vec<String>,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            per_device: 10,
            per_account_and_network: 5,
            per_network: 30,
            per_account: 20,
            in_all: 3_000,
            per_network_without_work: 10,
            in_all_without_work: 300,
            mails_per_person: 8,
            wrong_codes_per_account_and_network: 15,
            desk: DeskLimits::default(),
            login_domains: Vec::new(),
        }
    }
}

/// Something that is counted.
pub(crate) struct Counted {
    pub(crate) limit: Limit,
    /// What it is counted under.
    pub(crate) key: Digest,
    /// Whom a block stops, in the words of whoever looks after the portal.
    pub(crate) shown: String,
}

impl Engine {
    /// The key of an account: one for all logins that mean the same person, as far as that can be
    /// told without asking the directory.
    pub(crate) fn account(&self, login: &Login) -> LoginKey {
        login.key().without_domain(&self.limits().login_domains)
    }

    pub(crate) fn counted(&self, limit: Limit, key: &str, shown: &str) -> Counted {
        Counted {
            limit,
            key: self.counter_key(key),
            shown: shown.to_owned(),
        }
    }

    pub(crate) fn counter_key(&self, counted: &str) -> Digest {
        Digest::from_hex(self.digests().counter_key(counted))
    }

    /// Counts once more. Beyond the limit a block begins, which outlives a restart and can be
    /// lifted. `Ok` holds the count.
    pub(crate) async fn hit(
        &self,
        unit: &mut dyn UnitOfWork,
        counted: Counted,
        network: Option<Network>,
    ) -> Result<Result<u32, LimitReached>, EngineError> {
        let now = self.now();
        let limit = counted.limit;
        let end = limit.window_end(now);
        let count = unit.count(limit.name, &counted.key, end).await?;
        let Err(reached) = limit.judge(count, now) else {
            return Ok(Ok(count));
        };
        // Whoever comes later finds the block that the first one left.
        if count == limit.most.saturating_add(1) {
            let id = BlockId::new(self.clock(), self.entropy());
            let block = Block::new(id, reached, counted.key, counted.shown, now);
            unit.put_block(&block).await?;
            self.audit(unit, block_begun(&block, network)).await?;
        }
        Ok(Err(reached))
    }

    /// When what stops `counted` ends; `None` when nothing does.
    pub(crate) async fn blocked_until(
        &self,
        unit: &mut dyn UnitOfWork,
        counted: &Counted,
    ) -> Result<Option<Timestamp>, EngineError> {
        let block = unit
            .block(counted.limit.name, &counted.key, self.now())
            .await?;
        Ok(block.map(|block| block.until))
    }

    /// Counts a mail to a person. `false` when they have had enough for now.
    pub(crate) async fn count_mail(
        &self,
        unit: &mut dyn UnitOfWork,
        person: &str,
    ) -> Result<bool, EngineError> {
        let limit = hourly("mails-to-person", self.limits().mails_per_person);
        let counted = self.counted(limit, person, person);
        Ok(self.hit(unit, counted, None).await?.is_ok())
    }
}

fn block_begun(block: &Block, network: Option<Network>) -> AuditEvent {
    AuditEvent {
        kind: AuditKind::Blocked,
        actor: network.map_or(Actor::Portal, |_| Actor::Visitor),
        subject: None,
        request: None,
        network: network.map(|network| network.to_string()),
        details: Map::from_iter([
            ("limit".to_owned(), json!(block.limit)),
            ("blocked".to_owned(), json!(block.shown)),
            ("until".to_owned(), json!(block.until)),
        ]),
    }
}

/// Whether a block for reaching `limit` stops one person or account, and not a whole network or all.
#[must_use]
pub fn stops_a_person(limit: &str) -> bool {
    ["-of-account", "-of-person", "-to-person"]
        .iter()
        .any(|about| limit.contains(about))
}

pub(crate) fn hourly(name: &'static str, most: u32) -> Limit {
    Limit {
        name,
        most,
        window: SignedDuration::from_hours(1),
    }
}
