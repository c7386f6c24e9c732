use crate::EngineError;
use latchkey_domain::{Actor, AuditEvent, AuditKind, Process, Store, UnitOfWork};
use latchkey_values::{Alias, Clock};
use serde_json::{Map, json};

/// Makes the processes in the database those of the configuration, in one transaction. What is the
/// same already is left alone and not recorded again.
///
/// # Errors
/// [`EngineError::Store`]; then nothing was changed.
pub async fn apply_processes(
    store: &dyn Store,
    clock: &dyn Clock,
    configured: &[Process],
) -> Result<(), EngineError> {
    let mut unit = store.begin().await?;
    let present = unit.processes().await?;
    for process in configured {
        if !present.contains(process) {
            unit.put_process(process).await?;
            let change = if present.iter().any(|p| p.alias == process.alias) {
                "changed"
            } else {
                "created"
            };
            record(unit.as_mut(), clock, &process.alias, change, Some(process)).await?;
        }
    }
    for process in present
        .iter()
        .filter(|p| configured.iter().all(|c| c.alias != p.alias))
    {
        unit.remove_process(&process.alias).await?;
        record(unit.as_mut(), clock, &process.alias, "removed", None).await?;
    }
    Ok(unit.commit().await?)
}

async fn record(
    unit: &mut dyn UnitOfWork,
    clock: &dyn Clock,
    alias: &Alias,
    change: &str,
    process: Option<&Process>,
) -> Result<(), EngineError> {
    let details = [
        ("process", json!(alias)),
        ("change", json!(change)),
        ("definition", json!(process)),
    ];
    let event = AuditEvent {
        kind: AuditKind::ProcessApplied,
        actor: Actor::Portal,
        subject: None,
        request: None,
        network: None,
        details: details
            .into_iter()
            .map(|(name, value)| (name.to_owned(), value))
            .collect::<Map<_, _>>(),
    };
    unit.append_audit(clock.now(), event).await?;
    Ok(())
}
