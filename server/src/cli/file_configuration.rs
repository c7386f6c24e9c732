//! What the configuration file says about what the database holds, as the use cases take it.

use crate::config::Config;
use latchkey_administration::{FileConfiguration, FileObjects};
use latchkey_connections::{Connections, Vault};
use latchkey_store::SqlStore;
use latchkey_values::{OsEntropy, SystemClock};
use std::sync::Arc;

/// Connections and credential stores of the file.
pub(super) fn objects(config: &Config) -> FileObjects {
    FileObjects {
        connections: config.connections.values().cloned().collect(),
        credential_stores: config.credential_stores.values().cloned().collect(),
    }
}

/// Everything, with these connections and credential stores.
pub(super) fn of<'a>(config: &'a Config, objects: &'a FileObjects) -> FileConfiguration<'a> {
    FileConfiguration {
        objects,
        processes: &config.processes,
        limits: &config.limits,
    }
}

/// Tells whether a connection can be used. Nothing is called.
pub(super) fn connections(store: Arc<SqlStore>, vault: Vault) -> Connections {
    Connections::new(store, vault, Arc::new(SystemClock), Arc::new(OsEntropy))
}
