use super::{ConfigFile, operator, process_diff};
use crate::startup::open_store;
use latchkey_domain::{AuditKind, Store as _};
use latchkey_processes::write_processes;
use latchkey_values::{Clock as _, SystemClock};
use serde_json::json;

/// `latchkey config apply`: makes the processes in the database those of the file, also where they
/// were changed in the browser since. What was made in the browser only stays.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let config = file.load()?;
    let store = open_store(&config).await?;
    let mut unit = store.begin().await?;
    unit.change_configuration().await?;
    let changes = write_processes(unit.as_mut(), &config.processes).await?;
    for change in &changes {
        let details = [
            ("process", json!(change.alias)),
            ("change", json!(change.what())),
            ("before", json!(change.before)),
            ("after", json!(change.after)),
        ];
        let event = operator::event(AuditKind::ProcessApplied, details);
        unit.append_audit(SystemClock.now(), event).await?;
    }
    unit.commit().await?;
    for change in &changes {
        print!("{}", process_diff::lines(change)?);
    }
    println!("applied; processes changed: {}", changes.len());
    Ok(())
}
