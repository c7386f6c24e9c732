use crate::{Administration, AdministrationError};
use latchkey_auth::access::{EditProcesses, Granted};
use latchkey_domain::{AuditKind, Process, UnitOfWork, Weakening};
use serde_json::json;

/// A change of a process that may be written.
pub(super) struct ProcessWrite<'a> {
    pub(super) what: &'static str,
    pub(super) before: Option<&'a Process>,
    pub(super) after: Option<&'a Process>,
    /// What becomes weaker, and was accepted.
    pub(super) weaker: &'a [Weakening],
}

impl Administration {
    /// Writes a change, with its record, and ends the transaction.
    pub(super) async fn write_process(
        &self,
        mut unit: Box<dyn UnitOfWork>,
        by: &Granted<EditProcesses>,
        write: ProcessWrite<'_>,
    ) -> Result<(), AdministrationError> {
        let ProcessWrite {
            what,
            before,
            after,
            weaker,
        } = write;
        match (before, after) {
            (_, Some(process)) => unit.put_process(process).await.map(drop)?,
            (Some(process), None) => unit.remove_process(&process.alias).await.map(drop)?,
            (None, None) => return Ok(()),
        }
        let alias = after.or(before).map(|process| &process.alias);
        let details = [
            ("process", json!(alias)),
            ("change", json!(what)),
            ("before", json!(before)),
            ("after", json!(after)),
            ("weaker", json!(weaker)),
        ];
        let event = by.event(AuditKind::ProcessChanged, details);
        unit.append_audit(self.clock.now(), event).await?;
        Ok(unit.commit().await?)
    }
}
