use super::{NotSignedIn, SignInService, record::of_visitor};
use jiff::Timestamp;
use latchkey_domain::{AuditKind, Block, Digest, Limit, Network, UnitOfWork};
use latchkey_values::BlockId;
use serde_json::json;

/// Something that is counted, for people who are not signed in.
pub(crate) struct Counted {
    pub(crate) limit: Limit,
    /// What it is counted under.
    pub(crate) key: String,
    /// Whom a block stops, in the words of whoever looks after the portal.
    pub(crate) shown: String,
}

/// A try that was counted in advance.
pub(crate) struct Try {
    counted: Vec<(Limit, Digest)>,
    at: Timestamp,
}

impl SignInService {
    /// Counts a try before it is looked at, so that tries at once get no more. Beyond a limit a block
    /// begins, which outlives a restart and can be lifted.
    pub(crate) async fn take_try(
        &self,
        tried: Vec<Counted>,
        network: Network,
    ) -> Result<Try, NotSignedIn> {
        let now = self.now();
        let mut unit = self.store().begin().await?;
        let mut counted = Vec::new();
        for Counted { limit, key, shown } in tried {
            let key = (self.parts().counter_key)(&format!("{} {key}", limit.name));
            if let Some(block) = unit.block(limit.name, &key, now).await? {
                return Err(NotSignedIn::TooManyTries(block.until));
            }
            let count = unit.count(limit.name, &key, limit.window_end(now)).await?;
            if let Err(reached) = limit.judge(count, now) {
                let id = BlockId::new(&*self.parts().clock, &*self.parts().entropy);
                let block = Block::new(id, reached, key, shown, now);
                block_begins(unit.as_mut(), &block, network, now).await?;
                unit.commit().await?;
                return Err(NotSignedIn::TooManyTries(block.until));
            }
            counted.push((limit, key));
        }
        unit.commit().await?;
        Ok(Try { counted, at: now })
    }

    /// It does not count after all.
    pub(crate) async fn give_back_try(
        &self,
        unit: &mut dyn UnitOfWork,
        taken: &Try,
    ) -> Result<(), NotSignedIn> {
        for (limit, key) in &taken.counted {
            let end = limit.window_end(taken.at);
            unit.uncount(limit.name, key, end).await?;
        }
        Ok(())
    }
}

async fn block_begins(
    unit: &mut dyn UnitOfWork,
    block: &Block,
    network: Network,
    now: Timestamp,
) -> Result<(), NotSignedIn> {
    unit.put_block(block).await?;
    let details = [
        ("limit", json!(block.limit)),
        ("blocked", json!(block.shown)),
        ("until", json!(block.until)),
    ];
    let event = of_visitor(AuditKind::Blocked, network, details);
    unit.append_audit(now, event).await?;
    Ok(())
}
