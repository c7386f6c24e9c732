use crate::{Administration, AdministrationError};
use jiff::SignedDuration;
use latchkey_auth::access::{Granted, ViewMonitoring};
use latchkey_domain::Restore;

/// How long people are told that a backup was restored: as long as what is missing matters to what
/// they look at.
const TOLD_FOR: SignedDuration = SignedDuration::from_hours(30 * 24);

impl Administration {
    /// The restore that people have to know of; `None` when there was none in the last 30 days.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn recent_restore(
        &self,
        _granted: &Granted<ViewMonitoring>,
    ) -> Result<Option<Restore>, AdministrationError> {
        let latest = self.store.read().await?.latest_restore().await?;
        let since = self.clock.now() - TOLD_FOR;
        Ok(latest.filter(|restore| restore.at >= since))
    }
}
