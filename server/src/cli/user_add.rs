use super::{ConfigFile, user_invite::Link};
use crate::startup::open_store;
use anyhow::bail;
use clap::Args;
use latchkey_domain::{LocalAdministrator, Store as _};
use latchkey_values::{Alias, Clock as _, SystemClock};

/// Whom to add.
#[derive(Args)]
pub(super) struct Options {
    /// The name they will sign in with: lower-case letters, digits and hyphens.
    name: Alias,
    #[command(flatten)]
    file: ConfigFile,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let config = self.file.load()?;
        let store = open_store(&config).await?;
        let mut unit = store.begin().await?;
        let name = &self.name;
        if unit.local_administrator(name).await?.is_some() {
            bail!("there is {name} already; `latchkey user invite {name}` prints another link");
        }
        let now = SystemClock.now();
        let link = Link::new(&config, now);
        let added = LocalAdministrator {
            name: name.clone(),
            password: None,
            invitation: Some(link.invitation.clone()),
            disabled: false,
            created_at: now,
        };
        link.put(unit, &added, "added").await
    }
}
