use super::{
    ConfigFile,
    table::{span, table},
};
use crate::startup::open_store;
use clap::Args;
use jiff::Timestamp;
use latchkey_domain::{LocalAdministrator, Store as _};
use latchkey_values::{Alias, Clock as _, SystemClock};
use serde::Serialize;

/// Shows the administrators whom the portal itself knows, by name.
#[derive(Args)]
pub(super) struct Options {
    #[command(flatten)]
    file: ConfigFile,
    /// As a JSON array, for scripts.
    #[arg(long)]
    json: bool,
}

#[derive(Serialize)]
struct Line {
    name: Alias,
    disabled: bool,
    has_password: bool,
    invited_until: Option<Timestamp>,
    created_at: Timestamp,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let store = open_store(&self.file.load()?).await?;
        let now = SystemClock.now();
        let administrators = store.read().await?.local_administrators().await?;
        let lines: Vec<_> = administrators
            .into_iter()
            .map(|administrator| Line::of(administrator, now))
            .collect();
        if self.json {
            println!("{}", serde_json::to_string_pretty(&lines)?);
        } else if lines.is_empty() {
            println!("there are no local administrators; `latchkey user add NAME` adds one");
        } else {
            let rows = lines.into_iter().map(|line| line.cells(now)).collect();
            print!("{}", table(["NAME", "STATE", "INVITED FOR", "AGE"], rows));
        }
        Ok(())
    }
}

impl Line {
    fn of(administrator: LocalAdministrator, now: Timestamp) -> Self {
        let until = administrator
            .invitation
            .map(|invitation| invitation.expires_at);
        Self {
            name: administrator.name,
            disabled: administrator.disabled,
            has_password: administrator.password.is_some(),
            invited_until: until.filter(|until| *until > now),
            created_at: administrator.created_at,
        }
    }

    fn cells(self, now: Timestamp) -> [String; 4] {
        let state = match (self.disabled, self.has_password) {
            (true, _) => "disabled",
            (false, true) => "enabled",
            (false, false) => "no password",
        };
        let invited = self.invited_until.map(|until| span(now, until));
        [
            self.name.to_string(),
            state.to_owned(),
            invited.unwrap_or_default(),
            span(self.created_at, now),
        ]
    }
}
