use crate::config::Config;
use anyhow::Context as _;
use latchkey_store::SqlStore;
use std::{fs::DirBuilder, os::unix::fs::DirBuilderExt as _, path::PathBuf, sync::Arc};

/// Opens the database in the data folder, making both if need be, and brings it up to this version.
///
/// # Errors
/// When the folder cannot be made, or the database cannot be opened or brought up to date.
pub async fn open_store(config: &Config) -> anyhow::Result<Arc<SqlStore>> {
    let folder = &config.data_dir;
    // Nobody but the portal's own account has any business in it.
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("cannot make the data folder {}", folder.display()))?;
    let path = folder.join("latchkey.sqlite");
    let text = path
        .to_str()
        .with_context(|| format!("the path {} is not valid Unicode", path.display()))?;
    let store = SqlStore::open(text)
        .await
        .with_context(|| format!("cannot open the database {text}"))?;
    store
        .migrate()
        .await
        .context("cannot bring the database up to date")?;
    Ok(Arc::new(store))
}

/// Where the installation's key is.
pub(super) fn key_file(config: &Config) -> PathBuf {
    config.data_dir.join("latchkey.key")
}
