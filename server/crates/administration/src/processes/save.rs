use super::write::ProcessWrite;
use crate::{Administration, AdministrationError};
use latchkey_auth::access::{EditProcesses, Granted};
use latchkey_domain::{Process, ProcessProblem, Weakening};

/// A process as somebody wants it.
#[derive(Clone, Debug)]
pub struct SaveProcess {
    /// The process; its version is the one they saw, and 0 for a new one.
    pub process: Process,
    /// The digest of the weaker settings they were shown and accepted; `None` when they were shown
    /// none.
    pub acknowledged: Option<String>,
}

/// What came of saving.
#[derive(Clone, Debug, PartialEq)]
pub enum ProcessSaved {
    /// It is saved, like this.
    Saved(Box<Process>),
    /// These settings cannot be; nothing was changed.
    Refused(Vec<ProcessProblem>),
    /// These settings become weaker; nothing was changed. Whoever accepts that sends the digest along.
    Weaker {
        /// What becomes weaker.
        weakenings: Vec<Weakening>,
        /// What stands for exactly that.
        digest: String,
    },
    /// Somebody else changed or removed it since; nothing was changed.
    Outdated,
    /// Another process has this alias; nothing was changed.
    AliasTaken,
}

impl Administration {
    /// Saves a process. What becomes weaker has to be accepted as it was shown.
    ///
    /// # Errors
    /// [`AdministrationError::Store`]; then nothing was changed.
    pub async fn save_process(
        &self,
        by: &Granted<EditProcesses>,
        save: SaveProcess,
    ) -> Result<ProcessSaved, AdministrationError> {
        let SaveProcess {
            process,
            acknowledged,
        } = save;
        let mut unit = self.store.begin().await?;
        unit.change_configuration().await?;
        let others = unit.processes().await?;
        let before = others.iter().find(|other| other.alias == process.alias);
        match before {
            Some(_) if process.version == 0 => return Ok(ProcessSaved::AliasTaken),
            Some(before) if before.version != process.version => return Ok(ProcessSaved::Outdated),
            None if process.version > 0 => return Ok(ProcessSaved::Outdated),
            _ => {}
        }
        let problems = self.problems_of(&process, &others).await;
        if !problems.is_empty() {
            return Ok(ProcessSaved::Refused(problems));
        }
        let weakenings = before.map_or_else(Vec::new, |before| process.weaker_than(before));
        let digest = Weakening::digest(&weakenings, process.version);
        if !weakenings.is_empty() && acknowledged.as_ref() != Some(&digest) {
            return Ok(ProcessSaved::Weaker { weakenings, digest });
        }
        if before.is_some_and(|before| before.has_settings_of(&process)) {
            return Ok(ProcessSaved::Saved(Box::new(process)));
        }
        let saved = Process {
            version: process.version + 1,
            ..process
        };
        let write = ProcessWrite {
            what: before.map_or("created", |_| "changed"),
            before,
            after: Some(&saved),
            weaker: &weakenings,
        };
        self.write_process(unit, by, write).await?;
        Ok(ProcessSaved::Saved(Box::new(saved)))
    }
}
