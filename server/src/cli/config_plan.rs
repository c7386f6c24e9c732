use super::{ConfigFile, process_diff};
use crate::startup::open_store;
use latchkey_domain::Store as _;
use latchkey_processes::plan_processes;
use std::process::ExitCode;

/// The exit code that says that there is a difference.
const DIFFERENT: u8 = 2;

/// `latchkey config plan`: what `latchkey config apply` would do. Changes nothing.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<ExitCode> {
    let config = file.load()?;
    let store = open_store(&config).await?;
    let mut unit = store.read().await?;
    let changes = plan_processes(unit.as_mut(), &config.processes).await?;
    if changes.is_empty() {
        println!(
            "the database holds the processes of {} already",
            file.path.display()
        );
        return Ok(ExitCode::SUCCESS);
    }
    for change in &changes {
        print!("{}", process_diff::lines(change)?);
    }
    Ok(ExitCode::from(DIFFERENT))
}
