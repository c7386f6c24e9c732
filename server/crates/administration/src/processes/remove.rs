use super::write::ProcessWrite;
use crate::{Administration, AdministrationError};
use jiff::SignedDuration;
use latchkey_auth::access::{EditProcesses, Granted};
use latchkey_values::Alias;

/// No request lives longer, and by then its mails are out as well.
const QUIET: SignedDuration = SignedDuration::from_hours(2);

/// What came of removing a process.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ProcessRemoved {
    /// It is gone.
    Removed,
    /// It is active; nothing was changed.
    Active,
    /// It had requests in the last two hours, which may still have an effect or a mail to send; nothing
    /// was changed.
    InUse {
        /// How many.
        requests: u32,
    },
    /// Somebody else changed or removed it since; nothing was changed.
    Outdated,
}

impl Administration {
    /// Removes a process that is switched off and that nobody uses any more.
    ///
    /// # Errors
    /// [`AdministrationError::Store`]; then nothing was changed.
    pub async fn remove_process(
        &self,
        by: &Granted<EditProcesses>,
        alias: &Alias,
        version: u32,
    ) -> Result<ProcessRemoved, AdministrationError> {
        let mut unit = self.store.begin().await?;
        unit.change_configuration().await?;
        let process = unit.process(alias).await?;
        let Some(process) = process.filter(|process| process.version == version) else {
            return Ok(ProcessRemoved::Outdated);
        };
        if process.active {
            return Ok(ProcessRemoved::Active);
        }
        let since = self.clock.now() - QUIET;
        let requests = unit.requests_of_process(alias, since).await?;
        if requests > 0 {
            return Ok(ProcessRemoved::InUse { requests });
        }
        let write = ProcessWrite {
            what: "removed",
            before: Some(&process),
            after: None,
            weaker: &[],
        };
        self.write_process(unit, by, write).await?;
        Ok(ProcessRemoved::Removed)
    }
}
