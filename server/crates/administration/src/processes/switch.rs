use super::{save::ProcessSaved, write::ProcessWrite};
use crate::{Administration, AdministrationError};
use latchkey_auth::access::{EditProcesses, Granted};
use latchkey_domain::Process;
use latchkey_values::Alias;

impl Administration {
    /// Switches a process on or off. Off is always possible, and stops requests under way before they
    /// have an effect.
    ///
    /// # Errors
    /// [`AdministrationError::Store`]; then nothing was changed.
    pub async fn switch_process(
        &self,
        by: &Granted<EditProcesses>,
        alias: &Alias,
        version: u32,
        active: bool,
    ) -> Result<ProcessSaved, AdministrationError> {
        let mut unit = self.store.begin().await?;
        unit.change_configuration().await?;
        let others = unit.processes().await?;
        let before = others.iter().find(|other| other.alias == *alias);
        let Some(before) = before.filter(|before| before.version == version) else {
            return Ok(ProcessSaved::Outdated);
        };
        let after = Process {
            active,
            version: version + 1,
            ..before.clone()
        };
        if before.active == active {
            return Ok(ProcessSaved::Saved(Box::new(before.clone())));
        }
        let problems = self.problems_of(&after, &others).await;
        if active && !problems.is_empty() {
            return Ok(ProcessSaved::Refused(problems));
        }
        let write = ProcessWrite {
            what: if active {
                "switched-on"
            } else {
                "switched-off"
            },
            before: Some(before),
            after: Some(&after),
            weaker: &[],
        };
        self.write_process(unit, by, write).await?;
        Ok(ProcessSaved::Saved(Box::new(after)))
    }
}
