use super::{ConfigFile, operator};
use crate::startup::open_database;
use anyhow::Context as _;
use clap::Args;
use latchkey_domain::{AuditKind, ChainHead, Restore, Store};
use latchkey_values::{Clock as _, SystemClock};
use serde_json::json;

/// Says that the database was put back from a backup by other means than `latchkey restore`.
#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    file: ConfigFile,
    /// The end of the audit trail that is gone, as `latchkey audit head` once printed it, for the
    /// record.
    #[arg(long, value_name = "NUMBER:HASH")]
    replaced: Option<ChainHead>,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let place = self.file.place()?;
        let store = open_database(&place.database).await?;
        let migrated = store.migrate().await;
        migrated.with_context(|| format!("database {}", place.database))?;
        let head = store.read().await?.audit_head().await?;
        note(&store, head, self.replaced).await?;
        println!("noted; the next start says what it held back and what it looks up in Okta");
        Ok(())
    }
}

/// Notes in a database that it was put back, and that on the record.
pub(super) async fn note(
    store: &dyn Store,
    head: Option<ChainHead>,
    replaced: Option<ChainHead>,
) -> anyhow::Result<()> {
    let at = SystemClock.now();
    let mut unit = store.begin().await?;
    unit.note_restore(&Restore {
        at,
        head,
        replaced,
        seen_to_at: None,
    })
    .await?;
    let text = |head: Option<ChainHead>| json!(head.map(|head| head.to_string()));
    let details = [("head", text(head)), ("replaced", text(replaced))];
    let event = operator::event(AuditKind::DatabaseRestored, details);
    unit.append_audit(at, event).await?;
    Ok(unit.commit().await?)
}
