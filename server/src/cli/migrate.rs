use super::ConfigFile;
use crate::startup::open_store;

/// `latchkey migrate`: `serve` does the same when it starts.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let config = file.load()?;
    open_store(&config).await?;
    println!("the database is up to date");
    Ok(())
}
