use super::{ConfigFile, operator, user_invite::not_found};
use crate::startup::open_store;
use anyhow::Context as _;
use clap::Args;
use latchkey_domain::{AuditKind, LocalAdministrator, Store as _};
use latchkey_values::{Alias, Clock as _, SystemClock};
use serde_json::json;

/// Whom to turn away or let in.
#[derive(Args)]
pub(super) struct Options {
    /// Their name, as `latchkey user list` shows it.
    name: Alias,
    #[command(flatten)]
    file: ConfigFile,
}

impl Options {
    /// Whoever is disabled is signed out, and their link is dead for good.
    pub(super) async fn run(&self, disabled: bool) -> anyhow::Result<()> {
        let store = open_store(&self.file.load()?).await?;
        let mut unit = store.begin().await?;
        let found = unit.local_administrator(&self.name).await?;
        let found = found.with_context(|| not_found(&self.name))?;
        let changed = LocalAdministrator {
            disabled,
            invitation: found.invitation.filter(|_| !disabled),
            ..found
        };
        unit.put_local_administrator(&changed).await?;
        if disabled {
            unit.end_sign_ins_of(&changed.principal()).await?;
        }
        let change = if disabled { "disabled" } else { "enabled" };
        let details = [("change", json!(change)), ("name", json!(changed.name))];
        let event = operator::event(AuditKind::LocalAdministratorChanged, details);
        unit.append_audit(SystemClock.now(), event).await?;
        unit.commit().await?;
        println!("{} is {change}", changed.name);
        Ok(())
    }
}
