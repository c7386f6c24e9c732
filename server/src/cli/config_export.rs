use super::ConfigFile;
use crate::{config::write_processes, startup::open_store};
use latchkey_domain::Store as _;

/// `latchkey config export`: the processes of the database, as sections of a configuration file.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let store = open_store(&file.load()?).await?;
    let processes = store.read().await?.processes().await?;
    print!("{}", write_processes(&processes)?);
    Ok(())
}
