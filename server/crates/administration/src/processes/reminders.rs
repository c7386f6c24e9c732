use crate::{Administration, AdministrationError};
use latchkey_auth::access::{Granted, ViewProcesses};
use latchkey_domain::{Process, ReminderWalk};
use latchkey_processes::{EngineError, ReminderPreview};

/// The latest walk of a process through the people it may remind; `None` when there was none yet.
pub type LastWalk = Option<ReminderWalk>;

/// Whom a process would remind now; `None` when its credential store cannot be asked.
pub type RemindersCounted = Option<ReminderPreview>;

impl Administration {
    /// Counts whom a process would remind now that their password ends. Only reads.
    ///
    /// # Errors
    /// [`AdministrationError`].
    pub async fn count_reminders(
        &self,
        _by: &Granted<ViewProcesses>,
        process: &Process,
    ) -> Result<RemindersCounted, AdministrationError> {
        match self.engine.preview_reminders(process).await {
            Ok(counted) => Ok(counted.ok()),
            Err(EngineError::CredentialStore(_)) => Ok(None),
            Err(error) => Err(error.into()),
        }
    }
}
