use crate::config::{Config, Database};
use anyhow::Context as _;
use latchkey_store::SqlStore;
use secrecy::ExposeSecret as _;
use std::{
    fs::DirBuilder,
    os::unix::fs::DirBuilderExt as _,
    path::{Path, PathBuf},
    sync::Arc,
};

/// Makes the data folder, if need be. Nobody but the portal's own account has any business in it.
///
/// # Errors
/// When it cannot be made.
pub(super) fn make(config: &Config) -> anyhow::Result<()> {
    let folder = &config.data_dir;
    DirBuilder::new()
        .recursive(true)
        .mode(0o700)
        .create(folder)
        .with_context(|| format!("cannot make the data folder {}", folder.display()))
}

/// Opens the database, a file of which is made if need be, and brings it up to this version.
///
/// # Errors
/// When the folder of the file cannot be made, or the database cannot be opened or brought up to
/// date.
pub async fn open_store(config: &Config) -> anyhow::Result<Arc<SqlStore>> {
    let database = &config.database;
    let opened = match database {
        Database::Sqlite(path) => {
            make(config)?;
            SqlStore::open(unicode(path)?).await
        }
        Database::Postgres(address) => SqlStore::open(address.expose_secret()).await,
    };
    let store = opened.with_context(|| format!("database {database}"))?;
    store
        .migrate()
        .await
        .with_context(|| format!("database {database}"))?;
    Ok(Arc::new(store))
}

fn unicode(path: &Path) -> anyhow::Result<&str> {
    path.to_str()
        .with_context(|| format!("the path {} is not valid Unicode", path.display()))
}

/// Where the installation's key is.
pub(super) fn key_file(config: &Config) -> PathBuf {
    config.data_dir.join("latchkey.key")
}
