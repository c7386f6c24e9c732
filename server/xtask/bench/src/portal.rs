//! The portal under measurement: the release binary with an ordinary configuration.

use crate::{
    browser::{self, Browser},
    database::Database,
    directory::Directory,
    mailbox::Mailbox,
    process_figures,
    settings::Settings,
};
use anyhow::{Context as _, Result, bail};
use std::{
    fs::{self, File, OpenOptions},
    io::Write as _,
    net::{Ipv4Addr, SocketAddr, TcpListener},
    os::unix::fs::OpenOptionsExt as _,
    path::{Path, PathBuf},
    process::Stdio,
    time::{Duration, Instant},
};
use tokio::process::{Child, Command};

const PATIENCE: Duration = Duration::from_mins(1);
const PAUSE: Duration = Duration::from_micros(200);

/// What a portal runs with: a folder of its own, and a configuration in it.
pub(crate) struct Installation {
    latchkey: PathBuf,
    folder: PathBuf,
    address: SocketAddr,
}

/// A running portal; killed when dropped.
pub(crate) struct Portal {
    child: Child,
    process: u32,
    address: SocketAddr,
    mails: PathBuf,
    client: reqwest::Client,
}

impl Installation {
    /// An installation without data, in a fresh folder.
    pub(crate) async fn empty(
        settings: &Settings,
        name: &str,
        database: &Database,
        directory: &Directory,
    ) -> Result<Self> {
        let folder = settings.folder.join(name);
        if folder.exists() {
            fs::remove_dir_all(&folder)?;
        }
        fs::create_dir_all(folder.join("mail"))?;
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let address = listener.local_addr()?;
        let database = database.empty(&format!("bench_{name}")).await?;
        let text = configuration(address, &directory.url(), database.as_deref());
        write_private(&folder.join("latchkey.toml"), &text)?;
        write_private(&folder.join("okta-token"), directory.token())?;
        Ok(Self {
            latchkey: settings.latchkey.clone(),
            folder,
            address,
        })
    }

    /// The SQLite file, if the data is in one.
    pub(crate) fn database_file(&self) -> PathBuf {
        self.folder.join("latchkey.db")
    }

    /// A command of the portal, its log in the folder.
    pub(crate) fn command(&self, arguments: &[&str]) -> Result<Command> {
        let log = File::create(self.folder.join("portal.log"))?;
        let mut command = Command::new(&self.latchkey);
        command
            .args(arguments)
            .arg("--config")
            .arg(self.folder.join("latchkey.toml"))
            .stdin(Stdio::null())
            .stdout(log.try_clone()?)
            .stderr(log)
            .kill_on_drop(true);
        Ok(command)
    }

    /// Starts the portal and does not wait for it.
    pub(crate) fn spawn(&self) -> Result<Portal> {
        let child = self.command(&["serve"])?.spawn()?;
        Ok(Portal {
            process: child.id().context("it ended at once")?,
            child,
            address: self.address,
            mails: self.folder.join("mail"),
            client: browser::client()?,
        })
    }

    /// Starts the portal and waits until it answers.
    pub(crate) async fn start(&self) -> Result<Portal> {
        let mut portal = self.spawn()?;
        portal.first_page().await.with_context(|| {
            let log = self.folder.join("portal.log");
            fs::read_to_string(log).unwrap_or_default()
        })?;
        Ok(portal)
    }
}

impl Portal {
    pub(crate) fn browser(&self) -> Browser {
        Browser::new(self.client.clone(), self.address)
    }

    pub(crate) fn mailbox(&self) -> Mailbox {
        Mailbox::new(&self.mails)
    }

    pub(crate) fn url(&self, path: &str) -> String {
        format!("http://{}{path}", self.address)
    }

    pub(crate) fn cpu_seconds(&self) -> Result<f64> {
        process_figures::cpu_seconds(self.process)
    }

    pub(crate) fn megabytes(&self) -> Result<f64> {
        process_figures::proportional_megabytes(self.process)
    }

    /// Waits until the reset page is answered.
    pub(crate) async fn first_page(&mut self) -> Result<()> {
        let start = Instant::now();
        let browser = self.browser();
        while browser.open("/reset").await.is_err() {
            if let Some(status) = self.child.try_wait()? {
                bail!("the portal ended with {status}");
            }
            if start.elapsed() > PATIENCE {
                bail!("the portal does not answer");
            }
            tokio::time::sleep(PAUSE).await;
        }
        Ok(())
    }

    /// Ends it as a power cut would.
    pub(crate) async fn kill(mut self) -> Result<()> {
        Ok(self.child.kill().await?)
    }
}

fn write_private(path: &Path, text: &str) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create(true).truncate(true).mode(0o600);
    Ok(options.open(path)?.write_all(text.as_bytes())?)
}

/// Limits are as wide as the configuration allows: all people of a measurement come from here.
fn configuration(address: SocketAddr, okta: &str, database: Option<&str>) -> String {
    let database = database.map_or_else(String::new, |url| format!("database = \"{url}\"\n"));
    format!(
        r#"public_url = "http://localhost:{port}"
listen = "{address}"
data_dir = "."
log_format = "json"
{database}
[portal]
name = "Example password portal"

[portal.desk]
text = "The service desk is there on working days from 8 to 18 o'clock."
phone = "+1 555 0100"

[mail]
from = "Password portal <portal@example.com>"
transport = "file"

[mail.file]
folder = "mail"

[connections.okta]
kind = "okta"
url = "{okta}"
api_token_file = "okta-token"
allow_private_targets = true

[credential_stores.okta]
connection = "okta"

[limits]
starts_per_device_per_hour = 1000
starts_per_hour = 1000000
starts_per_hour_without_work = 1000000
starts_per_network_per_hour_without_work = 1000000
starts_per_account_and_network_per_hour = 1000
starts_per_account_per_hour = 1000
starts_per_network_per_hour = 1000000
mails_per_person_per_hour = 100

[[processes]]
alias = "employees"
name = "Employee self-service"
credential_store = "okta"
offers = ["reset", "unlock", "change"]
excluded_groups = ["No self-service"]
"#,
        port = address.port()
    )
}
