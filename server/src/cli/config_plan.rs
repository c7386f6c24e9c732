use super::{ConfigFile, configuration_diff, file_configuration};
use crate::startup::{known_vault, open_store};
use anyhow::bail;
use latchkey_administration::plan_configuration;
use latchkey_domain::Store as _;
use std::process::ExitCode;

/// The exit code that says that there is a difference.
const DIFFERENT: u8 = 2;

/// `latchkey config plan`: what `latchkey config apply` would do. Changes nothing.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<ExitCode> {
    let config = file.load()?;
    let store = open_store(&config).await?;
    let vault = known_vault(&config)?;
    let connections = vault
        .clone()
        .map(|vault| file_configuration::connections(store.clone(), vault));
    let objects = file_configuration::objects(&config);
    let plan = plan_configuration(
        store.read().await?.as_mut(),
        vault.as_ref(),
        connections.as_ref(),
        file_configuration::of(&config, &objects),
    )
    .await?;
    print!("{}", configuration_diff::lines(&plan)?);
    if !plan.refused.is_empty() {
        bail!("it cannot be applied:\n{}", plan.refused.join("\n"));
    }
    if plan.is_empty() {
        println!(
            "the database holds the configuration of {} already",
            file.path.display()
        );
        return Ok(ExitCode::SUCCESS);
    }
    Ok(ExitCode::from(DIFFERENT))
}
