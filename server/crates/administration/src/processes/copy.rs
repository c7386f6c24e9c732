use super::{save::ProcessSaved, write::ProcessWrite};
use crate::{Administration, AdministrationError};
use latchkey_auth::access::{EditProcesses, Granted};
use latchkey_domain::{Process, ProcessKind};
use latchkey_values::Alias;

impl Administration {
    /// Makes a copy of a process under another alias. It is switched off and has no page of its own,
    /// so that nobody comes to it by accident.
    ///
    /// # Errors
    /// [`AdministrationError::Store`]; then nothing was changed.
    pub async fn copy_process(
        &self,
        by: &Granted<EditProcesses>,
        original: &Alias,
        alias: Alias,
    ) -> Result<ProcessSaved, AdministrationError> {
        let mut unit = self.store.begin().await?;
        unit.change_configuration().await?;
        let Some(original) = unit.process(original).await? else {
            return Ok(ProcessSaved::Outdated);
        };
        if unit.process(&alias).await?.is_some() {
            return Ok(ProcessSaved::AliasTaken);
        }
        let copy = Process {
            alias,
            version: 1,
            name: format!("Copy of {}", original.name)
                .chars()
                .take(90)
                .collect(),
            active: false,
            kind: match original.kind {
                ProcessKind::SelfService { .. } => ProcessKind::SelfService { path: None },
                ProcessKind::ServiceDesk => ProcessKind::ServiceDesk,
            },
            ..original
        };
        let write = ProcessWrite {
            what: "created",
            before: None,
            after: Some(&copy),
            weaker: &[],
        };
        self.write_process(unit, by, write).await?;
        Ok(ProcessSaved::Saved(Box::new(copy)))
    }
}
