//! Nobody should be served from a damaged database.

use crate::config::Config;
use anyhow::Context as _;
use latchkey_store::{OpenError, SqlStore};
use std::sync::Arc;
use tokio_util::sync::CancellationToken;

const WHAT_TO_DO: &str = "see \"When the database is damaged\" in DEPLOY.md";

/// Looks over everything but the audit trail.
pub(super) async fn check(config: &Config, store: &SqlStore) -> anyhow::Result<()> {
    let database = &config.database;
    let checked = store.check_integrity().await;
    checked.with_context(|| format!("database {database}: {WHAT_TO_DO}"))
}

/// Looks over the audit trail while the portal is at work already: that takes as long as the trail is.
/// Ends before `stop` only when it is damaged.
pub(super) async fn check_trail(store: Arc<SqlStore>, stop: CancellationToken) {
    match store.check_integrity_of_trail().await {
        Ok(()) => {}
        Err(error @ OpenError::Damaged(_)) => {
            let error = &error as &dyn std::error::Error;
            tracing::error!(error, "the audit trail is damaged: {WHAT_TO_DO}");
            return;
        }
        Err(error) => {
            let error = &error as &dyn std::error::Error;
            tracing::warn!(error, "the audit trail could not be looked over");
        }
    }
    stop.cancelled().await;
}
