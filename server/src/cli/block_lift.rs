use super::{ConfigFile, operator};
use crate::startup::open_store;
use anyhow::Context as _;
use clap::Args;
use latchkey_domain::{AuditKind, Store as _};
use latchkey_values::{BlockId, Clock as _, SystemClock};
use serde_json::json;

/// Which block.
#[derive(Args)]
pub(super) struct Options {
    /// Its id, as `latchkey block list` shows it.
    id: BlockId,
    #[command(flatten)]
    file: ConfigFile,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let store = open_store(&self.file.load()?).await?;
        let mut unit = store.begin().await?;
        let lifted = unit.lift_block(self.id).await?.with_context(|| {
            let id = self.id;
            format!("there is no block {id}; `latchkey block list` shows those there are")
        })?;
        let details = [
            ("block", json!(lifted.id)),
            ("limit", json!(lifted.limit)),
            ("blocked", json!(lifted.shown)),
        ];
        unit.append_audit(
            SystemClock.now(),
            operator::event(AuditKind::BlockLifted, details),
        )
        .await?;
        unit.commit().await?;
        println!("{} may try again", lifted.shown);
        Ok(())
    }
}
