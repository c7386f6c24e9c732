use crate::EngineError;
use latchkey_domain::{Actor, AuditEvent, AuditKind, Process, Store};
use latchkey_values::{Alias, Clock};
use serde_json::{Map, json};

/// Switches off active processes that lost what they need: their credential store, or a proof that
/// anybody could give. Returns those it switched off.
///
/// # Errors
/// [`EngineError::Store`]; then nothing was changed.
pub async fn switch_off_broken(
    store: &dyn Store,
    clock: &dyn Clock,
    credential_stores: &[&Alias],
) -> Result<Vec<Alias>, EngineError> {
    let mut unit = store.read().await?;
    if broken(&unit.processes().await?, credential_stores).is_empty() {
        return Ok(Vec::new());
    }
    drop(unit);
    let mut unit = store.begin().await?;
    unit.change_configuration().await?;
    let mut switched = Vec::new();
    for (process, reason) in broken(&unit.processes().await?, credential_stores) {
        let off = Process {
            active: false,
            version: process.version + 1,
            ..process
        };
        unit.put_process(&off).await?;
        switched.push((off.alias, reason));
    }
    for (alias, reason) in &switched {
        unit.append_audit(clock.now(), event(alias, reason)).await?;
        tracing::error!(process = %alias, reason, "a process was switched off");
    }
    unit.commit().await?;
    Ok(switched.into_iter().map(|(alias, _)| alias).collect())
}

/// Active processes that may not be, each with the reason.
fn broken(processes: &[Process], credential_stores: &[&Alias]) -> Vec<(Process, String)> {
    let mut pages: Vec<&Alias> = Vec::new();
    let mut broken = Vec::new();
    for process in processes.iter().filter(|process| process.active) {
        // A file may give a page that was given away in the browser since.
        let twice = process.path().filter(|path| pages.contains(path));
        let twice = twice.map(|path| format!("the page /p/{path} belongs to another process"));
        pages.extend(process.path());
        if let Some(reason) = twice.or_else(|| why_broken(process, credential_stores)) {
            broken.push((process.clone(), reason));
        }
    }
    broken
}

fn why_broken(process: &Process, credential_stores: &[&Alias]) -> Option<String> {
    if !credential_stores.contains(&&process.credential_store) {
        let store = &process.credential_store;
        return Some(format!("there is no credential store {store} any more"));
    }
    let problem = process.problems().into_iter().next();
    problem.map(|problem| problem.reason)
}

fn event(process: &Alias, reason: &str) -> AuditEvent {
    AuditEvent {
        kind: AuditKind::ProcessSwitchedOff,
        actor: Actor::Portal,
        subject: None,
        request: None,
        network: None,
        details: Map::from_iter([
            ("process".to_owned(), json!(process)),
            ("reason".to_owned(), json!(reason)),
        ]),
    }
}
