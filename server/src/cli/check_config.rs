use super::ConfigFile;
use crate::{
    config::{Config, Database},
    startup::open_unchanged,
};
use latchkey_domain::Store as _;

/// `latchkey check-config`: says "ok", or everything that is wrong. If there is a database already,
/// also whether work was given up.
pub(super) async fn run(file: &ConfigFile) -> anyhow::Result<()> {
    let config = file.load()?;
    println!("{}: ok", file.path.display());
    match dead_jobs(&config).await {
        Ok(0) => {}
        Ok(dead) => {
            println!("jobs that were given up: {dead}; `latchkey job list --dead` shows them");
        }
        // The configuration is no worse for it: the tables may not be there yet.
        Err(error) => eprintln!("the database cannot be asked about jobs yet: {error:#}"),
    }
    Ok(())
}

async fn dead_jobs(config: &Config) -> anyhow::Result<u32> {
    if let Database::Sqlite(path) = &config.database
        && !path.exists()
    {
        return Ok(0);
    }
    let store = open_unchanged(config).await?;
    let (_, dead) = store.read().await?.job_counts().await?;
    Ok(dead)
}
