use crate::{Administration, AdministrationError, By};
use jiff::Timestamp;
use latchkey_auth::access::{Granted, LiftBlocks, ViewMonitoring};
use latchkey_domain::{AuditKind, Block, Store, StoreError};
use latchkey_values::BlockId;
use serde_json::json;

/// More are not shown at once.
const MOST: u32 = 200;

/// A block, without the key it is counted under.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BlockSummary {
    /// Its id.
    pub id: BlockId,
    /// Name of the limit that was reached.
    pub limit: String,
    /// Whom it stops: a login, a network, a person's id.
    pub blocked: String,
    /// When it began.
    pub since: Timestamp,
    /// When it ends by itself.
    pub until: Timestamp,
}

impl From<Block> for BlockSummary {
    fn from(block: Block) -> Self {
        Self {
            id: block.id,
            limit: block.limit,
            blocked: block.shown,
            since: block.since,
            until: block.until,
        }
    }
}

impl Administration {
    /// Who is blocked now, the newest first; no more than two hundred.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn blocks(
        &self,
        _granted: &Granted<ViewMonitoring>,
    ) -> Result<Vec<BlockSummary>, AdministrationError> {
        let blocks = self
            .store
            .read()
            .await?
            .blocks(self.clock.now(), MOST)
            .await?;
        Ok(blocks.into_iter().map(BlockSummary::from).collect())
    }

    /// Lets somebody try again at once. `None` when there is no such block (any more).
    ///
    /// # Errors
    /// [`AdministrationError::Store`]; then nothing was changed.
    pub async fn lift_block(
        &self,
        granted: &Granted<LiftBlocks>,
        id: BlockId,
    ) -> Result<Option<BlockSummary>, AdministrationError> {
        let now = self.clock.now();
        Ok(lift_block(&*self.store, now, granted.into(), id).await?)
    }
}

/// Lets somebody try again at once. `None` when there is no such block (any more).
///
/// # Errors
/// Those of the database; then nothing was changed.
pub async fn lift_block(
    store: &dyn Store,
    now: Timestamp,
    by: By<'_, LiftBlocks>,
    id: BlockId,
) -> Result<Option<BlockSummary>, StoreError> {
    let mut unit = store.begin().await?;
    let Some(lifted) = unit.lift_block(id).await? else {
        return Ok(None);
    };
    let details = [
        ("block", json!(lifted.id)),
        ("limit", json!(lifted.limit)),
        ("blocked", json!(lifted.shown)),
    ];
    let event = by.event(AuditKind::BlockLifted, details);
    unit.append_audit(now, event).await?;
    unit.commit().await?;
    Ok(Some(lifted.into()))
}
