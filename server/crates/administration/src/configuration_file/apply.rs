use super::{
    ConfigurationPlan, FileConfiguration, ObjectChange, Said, Writing, plan_configuration,
};
use crate::{AdministrationError, Operator};
use latchkey_connections::{Connections, Vault};
use latchkey_domain::{AuditEvent, AuditKind, FileChanges, Store, UnitOfWork};
use latchkey_processes::{ProcessChange, write_processes};
use latchkey_values::{Alias, Clock};
use serde_json::json;

/// What came of applying the file.
#[derive(Clone, Debug, PartialEq)]
pub enum Applied {
    /// The database follows the file; this is what was written.
    Written(ConfigurationPlan),
    /// Nothing was changed, for these reasons.
    Refused(Vec<String>),
}

/// Makes the database follow the file, in one transaction and on the record, whatever was changed in the
/// browser since. What was made in the browser only stays.
///
/// # Errors
/// [`AdministrationError`]; then nothing was changed.
pub async fn apply_configuration(
    store: &dyn Store,
    vault: &Vault,
    connections: &Connections,
    clock: &dyn Clock,
    operator: &Operator,
    file: FileConfiguration<'_>,
) -> Result<Applied, AdministrationError> {
    let mut unit = store.begin().await?;
    unit.change_configuration().await?;
    let plan = plan_configuration(unit.as_mut(), Some(vault), Some(connections), file).await?;
    if !plan.refused.is_empty() {
        return Ok(Applied::Refused(plan.refused));
    }
    let mut writing = Writing {
        unit: unit.as_mut(),
        vault,
        now: clock.now(),
        operator: Some(operator),
        events: Vec::new(),
    };
    let (in_connections, in_stores) =
        (changes(&plan.connections), changes(&plan.credential_stores));
    writing.connections(&in_connections, file.objects).await?;
    writing.credential_stores(&in_stores, file.objects).await?;
    let processes = write_processes(writing.unit, file.processes).await?;
    writing
        .vanished_credential_stores(&in_stores.vanished)
        .await?;
    writing
        .vanished_connections(&in_connections.vanished)
        .await?;
    let mut events = writing.events;
    events.extend(processes.iter().map(|change| event(operator, change)));
    note(unit.as_mut(), vault, file).await?;
    for event in events {
        unit.append_audit(clock.now(), event).await?;
    }
    unit.commit().await?;
    Ok(Applied::Written(plan))
}

/// What the file says is remembered as applied, so that the next start changes nothing.
async fn note(
    unit: &mut dyn UnitOfWork,
    vault: &Vault,
    file: FileConfiguration<'_>,
) -> Result<(), AdministrationError> {
    let said = Said::under(&vault.configuration_key(unit).await?, file.objects);
    let told = said.changes(unit).await?;
    Ok(said.note(unit, &told).await?)
}

fn changes<T>(changes: &[ObjectChange<T>]) -> FileChanges {
    let aliases = |stays: bool| -> Vec<Alias> {
        let these = changes
            .iter()
            .filter(|change| change.after.is_some() == stays);
        these.map(|change| change.alias.clone()).collect()
    };
    FileChanges {
        changed: aliases(true),
        vanished: aliases(false),
    }
}

fn event(operator: &Operator, change: &ProcessChange) -> AuditEvent {
    let details = [
        ("process", json!(change.alias)),
        ("change", json!(change.what())),
        ("before", json!(change.before)),
        ("after", json!(change.after)),
        ("weaker", json!(change.weaker())),
    ];
    operator.event(AuditKind::ProcessApplied, details)
}
