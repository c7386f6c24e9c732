//! `latchkey demo`: the ordinary portal, with an ordinary configuration file, against a simulated
//! Okta org and mailbox.

mod announce;
mod configuration;

use super::serve;
use crate::{config::Config, logging};
use announce::Announce;
use anyhow::Context as _;
use clap::Args;
use latchkey_sandbox::{RateLimits, Sandbox, Settings};
use std::{
    net::{Ipv4Addr, SocketAddr},
    path::{Path, PathBuf},
};
use tokio::net::TcpListener;

#[derive(Args)]
pub(super) struct Options {
    /// Port of the portal on this machine; 0 takes a free one.
    #[arg(long, default_value_t = 8080)]
    port: u16,
    /// Folder for the database, the mails and the configuration; a temporary one unless named.
    #[arg(long)]
    data_dir: Option<PathBuf>,
    /// How to say where everything is, on stdout.
    #[arg(long, value_enum, default_value_t = Announce::Text)]
    announce: Announce,
    /// Send mail to this server on this machine, and not as files to the mailbox page.
    #[arg(long, value_name = "HOST:PORT")]
    smtp: Option<SocketAddr>,
}

pub(super) async fn run(options: Options) -> anyhow::Result<()> {
    // Removed at the end, when it is temporary.
    let (_temporary, folder) = data_folder(options.data_dir)?;
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, options.port))
        .await
        .with_context(|| {
            format!(
                "cannot listen on port {}: choose another with --port",
                options.port
            )
        })?;
    let portal_url = format!("http://localhost:{}", listener.local_addr()?.port());
    let sandbox = start_sandbox(&folder, &portal_url).await?;
    let file = configuration::write(&folder, &portal_url, &sandbox, options.smtp)?;
    let config = Config::load(&file)?;
    logging::start(config.log_format);
    let portal = serve::start(&config, listener).await?;
    options.announce.say(&portal_url, &sandbox)?;
    let ended = serve::until_stopped(portal).await;
    sandbox.stop().await;
    ended
}

fn data_folder(named: Option<PathBuf>) -> anyhow::Result<(Option<tempfile::TempDir>, PathBuf)> {
    if let Some(folder) = named {
        std::fs::create_dir_all(&folder)
            .with_context(|| format!("cannot make {}", folder.display()))?;
        return Ok((None, folder.canonicalize()?));
    }
    let folder = tempfile::Builder::new()
        .prefix("latchkey-demo-")
        .tempdir()?;
    let path = folder.path().to_owned();
    Ok((Some(folder), path))
}

async fn start_sandbox(folder: &Path, portal_url: &str) -> anyhow::Result<Sandbox> {
    let any_port = SocketAddr::from((Ipv4Addr::LOCALHOST, 0));
    let settings = Settings {
        okta: any_port,
        pages: any_port,
        mail_folder: configuration::mail_folder(folder),
        portal_url: Some(portal_url.to_owned()),
        rate_limits: RateLimits::default(),
    };
    latchkey_sandbox::start(settings)
        .await
        .context("cannot start the sandbox")
}
