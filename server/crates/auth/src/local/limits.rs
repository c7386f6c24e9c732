use crate::sign_in::{NotSignedIn, SignInService};
use jiff::{SignedDuration, Timestamp};
use latchkey_domain::{Actor, AuditEvent, AuditKind, Block, Digest, Limit, Network, UnitOfWork};
use latchkey_values::{Alias, BlockId};
use serde_json::{Map, json};

/// A try that was counted as wrong in advance.
pub(super) struct Try {
    counted: [(Limit, Digest); 3],
    at: Timestamp,
}

const HERE: Limit = Limit {
    name: "local-sign-ins-of-name-in-network",
    most: 5,
    window: SignedDuration::from_hours(1),
};
const NETWORK: Limit = Limit {
    name: "local-sign-ins-of-network",
    most: 20,
    window: SignedDuration::from_hours(1),
};
/// High, because whoever knows the name can use it up; an operator can lift the block.
const NAME: Limit = Limit {
    name: "local-sign-ins-of-name",
    most: 100,
    window: SignedDuration::from_hours(24),
};

impl SignInService {
    /// Counts a try before it is looked at, so that tries at once get no more. The same for names that
    /// nobody has.
    pub(super) async fn take_try(&self, name: &str, network: Network) -> Result<Try, NotSignedIn> {
        let now = self.now();
        let here = format!("{network} {name}");
        // What can be no name may be a password in the wrong field.
        let shown = name.parse::<Alias>();
        let shown = shown.map_or_else(|_| "no name".to_owned(), |name| format!("local {name}"));
        let keys = [
            (HERE, here, format!("{shown} from {network}")),
            (NETWORK, network.to_string(), network.to_string()),
            (NAME, name.to_owned(), shown),
        ];
        let mut unit = self.store().begin().await?;
        let counted = keys.each_ref().map(|(limit, key, _)| {
            let key = (self.parts().counter_key)(&format!("{} {key}", limit.name));
            (*limit, key)
        });
        for (limit, key) in &counted {
            if let Some(block) = unit.block(limit.name, key, now).await? {
                return Err(NotSignedIn::TooManyTries(block.until));
            }
        }
        for ((limit, key), (_, _, shown)) in counted.iter().zip(keys) {
            let count = unit.count(limit.name, key, limit.window_end(now)).await?;
            if let Err(reached) = limit.judge(count, now) {
                let id = BlockId::new(&*self.parts().clock, &*self.parts().entropy);
                let block = Block::new(id, reached, key.clone(), shown, now);
                block_begins(unit.as_mut(), &block, network, now).await?;
                unit.commit().await?;
                return Err(NotSignedIn::TooManyTries(block.until));
            }
        }
        unit.commit().await?;
        Ok(Try { counted, at: now })
    }

    /// It was right after all.
    pub(super) async fn give_back_try(
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
    let event = AuditEvent {
        kind: AuditKind::Blocked,
        actor: Actor::Visitor,
        subject: None,
        request: None,
        network: Some(network.to_string()),
        details: Map::from_iter([
            ("limit".to_owned(), json!(block.limit)),
            ("blocked".to_owned(), json!(block.shown)),
            ("until".to_owned(), json!(block.until)),
        ]),
    };
    unit.append_audit(now, event).await?;
    Ok(())
}
