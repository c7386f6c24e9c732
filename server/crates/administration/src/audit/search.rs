use crate::{Administration, AdministrationError, monitoring::AuditExcerpt};
use latchkey_auth::access::{Granted, ReadAudit};
use latchkey_domain::{AuditFilter, AuditPage, ChainHead};

impl Administration {
    /// Records of the audit trail, the newest first.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn search_audit(
        &self,
        _granted: &Granted<ReadAudit>,
        filter: AuditFilter,
        page: AuditPage,
    ) -> Result<AuditExcerpt, AdministrationError> {
        self.excerpt(filter, page).await
    }

    /// The end of the chain, to be kept elsewhere: whoever has it can tell later that nothing was
    /// cut off. `None` when nothing was recorded yet.
    ///
    /// # Errors
    /// [`AdministrationError::Store`].
    pub async fn audit_head(
        &self,
        _granted: &Granted<ReadAudit>,
    ) -> Result<Option<ChainHead>, AdministrationError> {
        Ok(self.store.read().await?.audit_head().await?)
    }
}
