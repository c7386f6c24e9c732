use crate::EngineError;
use latchkey_domain::{Actor, AuditEvent, AuditKind, Process, Store, UnitOfWork};
use latchkey_values::{Alias, Clock};
use serde_json::{Map, json};

/// Makes the processes in the database those of the configuration, in one transaction. What is the
/// same already is left alone and not recorded again, also when several nodes do this at once.
///
/// # Errors
/// [`EngineError::Store`]; then nothing was changed.
pub async fn apply_processes(
    store: &dyn Store,
    clock: &dyn Clock,
    configured: &[Process],
) -> Result<(), EngineError> {
    let mut unit = store.begin().await?;
    let changes = write(unit.as_mut(), configured).await?;
    // The trail comes last: whoever holds it must not wait for rows that others hold.
    for change in &changes {
        unit.append_audit(clock.now(), change.event()).await?;
    }
    Ok(unit.commit().await?)
}

/// What was done to one process.
struct Change {
    alias: Alias,
    what: &'static str,
    definition: Option<Process>,
}

/// Writes what differs, by alias, so that two nodes never wait for each other in a circle.
async fn write(
    unit: &mut dyn UnitOfWork,
    configured: &[Process],
) -> Result<Vec<Change>, EngineError> {
    let present = unit.processes().await?;
    let mut wanted: Vec<_> = configured
        .iter()
        .filter_map(|process| next_version(process, &present))
        .collect();
    wanted.sort_unstable_by(|one, other| one.alias.cmp(&other.alias));
    let mut changes = Vec::new();
    for process in wanted {
        // `present` may be out of date by now; this tells whether there was still something to do.
        if unit.put_process(&process).await? {
            let known = present.iter().any(|other| other.alias == process.alias);
            changes.push(Change {
                alias: process.alias.clone(),
                what: if known { "changed" } else { "created" },
                definition: Some(process),
            });
        }
    }
    let is_configured = |alias: &Alias| configured.iter().any(|process| process.alias == *alias);
    for Process { alias, .. } in present.iter().filter(|known| !is_configured(&known.alias)) {
        if unit.remove_process(alias).await? {
            changes.push(Change {
                alias: alias.clone(),
                what: "removed",
                definition: None,
            });
        }
    }
    Ok(changes)
}

/// What is to be written for a configured process; `None` when it is there already, just so.
fn next_version(configured: &Process, present: &[Process]) -> Option<Process> {
    let known = present.iter().find(|known| known.alias == configured.alias);
    if known.is_some_and(|known| known.has_settings_of(configured)) {
        return None;
    }
    let version = known.map_or(0, |known| known.version) + 1;
    Some(Process {
        version,
        ..configured.clone()
    })
}

impl Change {
    fn event(&self) -> AuditEvent {
        let details = [
            ("process", json!(self.alias)),
            ("change", json!(self.what)),
            ("definition", json!(self.definition)),
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
}
