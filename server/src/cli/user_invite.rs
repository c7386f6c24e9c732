use super::{ConfigFile, operator};
use crate::{config::Config, startup::open_store};
use anyhow::Context as _;
use clap::Args;
use jiff::Timestamp;
use latchkey_auth::local::invite;
use latchkey_domain::{AuditKind, Invitation, LocalAdministrator, Store as _, UnitOfWork};
use latchkey_values::{Alias, Clock as _, OsEntropy, SystemClock};
use secrecy::{ExposeSecret as _, SecretString};
use serde_json::json;

/// Whom to invite.
#[derive(Args)]
pub(super) struct Options {
    /// Their name, as `latchkey user list` shows it.
    name: Alias,
    #[command(flatten)]
    file: ConfigFile,
}

impl Options {
    pub(super) async fn run(&self) -> anyhow::Result<()> {
        let config = self.file.load()?;
        let store = open_store(&config).await?;
        let mut unit = store.begin().await?;
        let found = unit.local_administrator(&self.name).await?;
        let found = found.with_context(|| not_found(&self.name))?;
        let link = Link::new(&config, SystemClock.now());
        let invited = LocalAdministrator {
            invitation: Some(link.invitation.clone()),
            ..found
        };
        link.put(unit, &invited, "invited").await
    }
}

/// What to say when there is nobody of that name.
pub(super) fn not_found(name: &Alias) -> String {
    format!("there is no {name}; `latchkey user list` shows those there are")
}

/// A link by which somebody chooses a password.
pub(super) struct Link {
    pub(super) invitation: Invitation,
    address: SecretString,
    now: Timestamp,
}

impl Link {
    pub(super) fn new(config: &Config, now: Timestamp) -> Self {
        let (invitation, token) = invite(&OsEntropy, now);
        let (portal, token) = (config.public_url.as_str(), token.expose_secret());
        Self {
            invitation,
            address: SecretString::from(format!("{portal}/sign-in/invitation?token={token}")),
            now,
        }
    }

    /// Makes it work for `administrator`, on the record, and prints it.
    pub(super) async fn put(
        &self,
        mut unit: Box<dyn UnitOfWork>,
        administrator: &LocalAdministrator,
        change: &str,
    ) -> anyhow::Result<()> {
        unit.put_local_administrator(administrator).await?;
        let details = [
            ("change", json!(change)),
            ("name", json!(administrator.name)),
        ];
        let event = operator::event(AuditKind::LocalAdministratorChanged, details);
        unit.append_audit(self.now, event).await?;
        unit.commit().await?;
        println!("{}", self.address.expose_secret());
        eprintln!(
            "This link lets {} choose a password, once, until {}.{}",
            administrator.name,
            self.invitation.expires_at,
            if administrator.disabled {
                " They are disabled."
            } else {
                ""
            }
        );
        Ok(())
    }
}
