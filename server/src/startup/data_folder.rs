use crate::config::{Config, Database};
use anyhow::Context as _;
use latchkey_store::SqlStore;
use secrecy::ExposeSecret as _;
use std::{fs::DirBuilder, os::unix::fs::DirBuilderExt as _, path::Path, sync::Arc};

/// Makes the data folder, if need be. Nobody but the portal's own account has any business in it.
///
/// # Errors
/// When it cannot be made.
pub(crate) fn make(folder: &Path) -> anyhow::Result<()> {
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
    if let Database::Sqlite(_) = config.database {
        make(&config.data_dir)?;
    }
    let store = open_unchanged(config).await?;
    let migrated = store.migrate().await;
    migrated.with_context(|| format!("database {}", config.database))?;
    Ok(Arc::new(store))
}

/// Opens the database as it is. A file that is not there is made.
///
/// # Errors
/// When the database cannot be opened.
pub(crate) async fn open_unchanged(config: &Config) -> anyhow::Result<SqlStore> {
    open_database(&config.database).await
}

/// Opens a database as it is. A file that is not there is made.
///
/// # Errors
/// When it cannot be opened.
pub(crate) async fn open_database(database: &Database) -> anyhow::Result<SqlStore> {
    let opened = match database {
        Database::Sqlite(path) => SqlStore::open(unicode(path)?).await,
        Database::Postgres(address) => SqlStore::open(address.expose_secret()).await,
    };
    opened.with_context(|| format!("database {database}"))
}

fn unicode(path: &Path) -> anyhow::Result<&str> {
    path.to_str()
        .with_context(|| format!("the path {} is not valid Unicode", path.display()))
}
