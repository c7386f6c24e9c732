use crate::{EngineError, shipped_processes::shipped};
use latchkey_domain::{
    Actor, AuditEvent, AuditKind, Digest, FileChanges, Process, Store, UnitOfWork, Weakening,
};
use latchkey_values::{Alias, Clock};
use serde_json::{Map, json};

/// The kind under which processes of the file are remembered.
const KIND: &str = "process";

/// What the configuration file says about processes.
#[derive(Clone, Copy, Debug)]
pub struct FileProcesses<'a> {
    /// Its processes.
    pub processes: &'a [Process],
    /// The credential store of the processes that an installation without any starts with; `None`
    /// gives it none.
    pub shipped_for: Option<&'a Alias>,
}

/// What is to be written, or was.
#[derive(Clone, Debug, PartialEq)]
pub struct ProcessChange {
    /// Which process.
    pub alias: Alias,
    /// How it was before; `None` when it is new.
    pub before: Option<Process>,
    /// How it is afterwards; `None` when it is gone.
    pub after: Option<Process>,
}

/// Applies what changed in the file since it was last applied, in one transaction. A process that the
/// file says the same about stays as it is in the database, where it may have been changed in the
/// browser since. Nodes that start at once do this once.
///
/// # Errors
/// [`EngineError::Store`]; then nothing was changed.
pub async fn apply_processes(
    store: &dyn Store,
    clock: &dyn Clock,
    file: FileProcesses<'_>,
) -> Result<(), EngineError> {
    let mut unit = store.read().await?;
    let is_known = said(file.processes)
        .changes(unit.as_mut())
        .await?
        .is_empty();
    if is_known && !(wants_shipped(&file) && unit.processes().await?.is_empty()) {
        return Ok(());
    }
    drop(unit);
    let mut unit = store.begin().await?;
    unit.change_configuration().await?;
    let changes = write(unit.as_mut(), &file).await?;
    // The trail comes last: whoever holds it must not wait for rows that others hold.
    for change in changes
        .iter()
        .filter(|change| change.before != change.after)
    {
        unit.append_audit(clock.now(), by_portal(change)).await?;
    }
    Ok(unit.commit().await?)
}

/// Makes the processes in a transaction those of `wanted`: what differs is written whether the file
/// said it before or not, what the file had and has no more is removed, and what was made in the
/// browser only stays. The caller has called `change_configuration`, and records what is returned.
///
/// # Errors
/// [`EngineError::Store`].
pub async fn write_processes(
    unit: &mut dyn UnitOfWork,
    wanted: &[Process],
) -> Result<Vec<ProcessChange>, EngineError> {
    let changes = plan_processes(unit, wanted).await?;
    carry_through(unit, &changes).await?;
    note(unit, wanted).await?;
    Ok(changes)
}

/// What [`write_processes`] would do.
///
/// # Errors
/// [`EngineError::Store`].
pub async fn plan_processes(
    unit: &mut dyn UnitOfWork,
    wanted: &[Process],
) -> Result<Vec<ProcessChange>, EngineError> {
    let mut changes = Vec::new();
    for process in wanted {
        changes.extend(replacing(unit, process).await?);
    }
    for alias in said(wanted).changes(unit).await?.vanished {
        changes.extend(removing(unit, &alias).await?);
    }
    changes.sort_unstable_by(|one, other| one.alias.cmp(&other.alias));
    Ok(changes)
}

async fn write(
    unit: &mut dyn UnitOfWork,
    file: &FileProcesses<'_>,
) -> Result<Vec<ProcessChange>, EngineError> {
    // Another node may have been faster.
    let told = said(file.processes).changes(unit).await?;
    let mut changes = Vec::new();
    for process in file.processes {
        if told.changed.contains(&process.alias) {
            changes.extend(replacing(unit, process).await?);
        }
    }
    for alias in &told.vanished {
        changes.extend(removing(unit, alias).await?);
    }
    carry_through(unit, &changes).await?;
    note(unit, file.processes).await?;
    if let Some(store) = file.shipped_for
        && wants_shipped(file)
        && unit.processes().await?.is_empty()
    {
        for process in shipped(store) {
            let change = replacing(unit, &process).await?;
            changes.extend(change);
        }
        carry_through(unit, &changes).await?;
    }
    Ok(changes)
}

fn wants_shipped(file: &FileProcesses<'_>) -> bool {
    file.processes.is_empty() && file.shipped_for.is_some()
}

/// `None` when it is there already, just so.
async fn replacing(
    unit: &mut dyn UnitOfWork,
    wanted: &Process,
) -> Result<Option<ProcessChange>, EngineError> {
    let before = unit.process(&wanted.alias).await?;
    if before
        .as_ref()
        .is_some_and(|before| before.has_settings_of(wanted))
    {
        return Ok(None);
    }
    let version = before.as_ref().map_or(0, |before| before.version) + 1;
    let after = Process {
        version,
        ..wanted.clone()
    };
    Ok(Some(ProcessChange {
        alias: wanted.alias.clone(),
        before,
        after: Some(after),
    }))
}

async fn removing(
    unit: &mut dyn UnitOfWork,
    alias: &Alias,
) -> Result<Option<ProcessChange>, EngineError> {
    let before = unit.process(alias).await?;
    Ok(before.map(|before| ProcessChange {
        alias: alias.clone(),
        before: Some(before),
        after: None,
    }))
}

async fn carry_through(
    unit: &mut dyn UnitOfWork,
    changes: &[ProcessChange],
) -> Result<(), EngineError> {
    for change in changes {
        match &change.after {
            Some(process) => unit.put_process(process).await.map(drop)?,
            None => unit.remove_process(&change.alias).await.map(drop)?,
        }
    }
    Ok(())
}

/// What a file says, as digests.
struct Said(Vec<(Alias, Digest)>);

fn said(processes: &[Process]) -> Said {
    let object = |process: &Process| (process.alias.clone(), process.settings_digest());
    Said(processes.iter().map(object).collect())
}

impl Said {
    async fn changes(&self, unit: &mut dyn UnitOfWork) -> Result<FileChanges, EngineError> {
        let applied = unit.applied_objects(KIND).await?;
        Ok(FileChanges::between(&self.0, &applied))
    }
}

async fn note(unit: &mut dyn UnitOfWork, processes: &[Process]) -> Result<(), EngineError> {
    let said = said(processes);
    let changes = said.changes(unit).await?;
    for (alias, digest) in &said.0 {
        if changes.changed.contains(alias) {
            unit.note_applied(KIND, alias, digest).await?;
        }
    }
    for alias in &changes.vanished {
        unit.forget_applied(KIND, alias).await?;
    }
    Ok(())
}

impl ProcessChange {
    /// What is done to it, in a word.
    #[must_use]
    pub fn what(&self) -> &'static str {
        match (&self.before, &self.after) {
            (None, _) => "created",
            (Some(_), Some(_)) => "changed",
            (Some(_), None) => "removed",
        }
    }

    /// What becomes weaker by it.
    #[must_use]
    pub fn weaker(&self) -> Vec<Weakening> {
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => after.weaker_than(before),
            _ => Vec::new(),
        }
    }
}

fn by_portal(change: &ProcessChange) -> AuditEvent {
    let details = [
        ("process", json!(change.alias)),
        ("change", json!(change.what())),
        ("definition", json!(change.after)),
    ];
    AuditEvent {
        kind: AuditKind::ProcessApplied,
        actor: Actor::Portal,
        subject: None,
        request: None,
        network: None,
        details: details
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect::<Map<_, _>>(),
    }
}
