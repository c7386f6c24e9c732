use crate::{Engine, EngineError};
use latchkey_auth::access::{FreezeDesk, Granted, ThawDesk};
use latchkey_domain::{AuditKind, DeskFreeze};
use serde_json::json;

impl Engine {
    /// What stops the service desk now; `None` when nothing does.
    ///
    /// # Errors
    /// [`EngineError::Store`].
    pub async fn desk_freeze(&self) -> Result<Option<DeskFreeze>, EngineError> {
        Ok(self.read().await?.desk_freeze().await?)
    }

    /// Stops every action of the service desk, on every node, from the next one on. `false` when it is
    /// stopped already.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then nothing was changed.
    pub async fn freeze_desk(
        &self,
        admin: &Granted<FreezeDesk>,
        reason: &str,
    ) -> Result<bool, EngineError> {
        let mut unit = self.begin().await?;
        let freeze = DeskFreeze {
            since: self.now(),
            by: admin.member().name.clone(),
            reason: reason.to_owned(),
        };
        if !unit.set_desk_freeze(Some(&freeze)).await? {
            return Ok(false);
        }
        let event = admin.event(AuditKind::DeskFrozen, [("reason", json!(reason))]);
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await?;
        Ok(true)
    }

    /// Lets the service desk act again. `false` when nothing stopped it.
    ///
    /// # Errors
    /// [`EngineError::Store`]; then nothing was changed.
    pub async fn thaw_desk(&self, admin: &Granted<ThawDesk>) -> Result<bool, EngineError> {
        let mut unit = self.begin().await?;
        if !unit.set_desk_freeze(None).await? {
            return Ok(false);
        }
        let event = admin.event(AuditKind::DeskThawed, []);
        self.audit(unit.as_mut(), event).await?;
        self.commit(unit).await?;
        Ok(true)
    }
}
