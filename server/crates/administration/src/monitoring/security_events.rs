use crate::{Administration, AdministrationError};
use jiff::SignedDuration;
use latchkey_auth::access::{Granted, ViewMonitoring};
use latchkey_domain::{AuditFilter, AuditKind, AuditPage, AuditRecord};

/// How long somebody is pointed to such an event.
const SHOWN: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Nobody reads more at once.
const MOST: u32 = 50;

/// What must never happen, and is no block, limit or refusal.
const KINDS: [AuditKind; 1] = [AuditKind::AnotherPersonReturned];

impl Administration {
    /// What of the last 30 days somebody has to look into, the newest first.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn security_events(
        &self,
        _granted: &Granted<ViewMonitoring>,
    ) -> Result<Vec<AuditRecord>, AdministrationError> {
        let filter = AuditFilter {
            kinds: KINDS.to_vec(),
            from: Some(self.clock.now() - SHOWN),
            ..AuditFilter::default()
        };
        let mut unit = self.store.read().await?;
        Ok(unit.find_audit(&filter, AuditPage::Newest, MOST).await?)
    }
}
